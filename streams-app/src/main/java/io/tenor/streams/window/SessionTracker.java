package io.tenor.streams.window;

import io.tenor.schema.SensorStatus;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.SampleClock.Action;
import io.tenor.streams.window.SampleClock.Placement;
import io.tenor.streams.window.SensorTally.Count;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which session of a sensor is heard, where its next sample is expected, and what has happened to
 * its audio so far. Not thread-safe.
 */
final class SessionTracker {

  /** What begins with a chunk. */
  enum Beginning {
    /** Nothing: it belongs to what is there. */
    NONE,
    /** A session, or a change of the rate. */
    SESSION,
    /** The sensor: nothing was ever heard of it, or so long ago that it was forgotten. */
    SENSOR
  }

  /**
   * Where a chunk belongs.
   *
   * @param beginning what begins with it
   * @param placement its place in the session
   * @param conflicting whether it has none because it contradicts what is heard
   */
  record Place(Beginning beginning, Placement placement, boolean conflicting) {

    Place(Beginning beginning, Placement placement) {
      this(beginning, placement, false);
    }
  }

  private Optional<SampleClock> clock = Optional.empty();
  private SessionStart start = new SessionStart("", 0);
  private String name = "";
  private int heardChunks;
  private RivalSessions rivals = new RivalSessions();
  private RecentChunks recent = new RecentChunks();
  private SensorTally tally = new SensorTally(0);

  /** What has happened to the sensor's audio. */
  SensorTally tally() {
    return tally;
  }

  /**
   * The clock of the session that is heard.
   *
   * @throws IllegalStateException if nothing was heard yet
   */
  SampleClock clock() {
    return clock.orElseThrow(() -> new IllegalStateException("no chunk was accepted yet"));
  }

  /**
   * The session that is heard, as events and statuses name it: as the sensor does, and with the
   * capture time of its beginning where the sensor began to count anew without a new name. Without
   * that another window would have the id of an earlier one, and be taken for it.
   */
  String name() {
    return name;
  }

  /** Whether nothing was heard yet. */
  boolean isNew() {
    return clock.isEmpty();
  }

  /** A status of what has happened up to now; it is counted. */
  SensorStatus status(SensorKey sensor, boolean offline, Instant now) {
    var heard = clock();
    return tally.tell(sensor, name, heard.timeMs(heard.next()), offline, now);
  }

  /** Finds the place of the next chunk and counts it. */
  Place place(AudioChunk chunk, TimelineSettings settings) {
    if (isLeftBehind(chunk, settings)) {
      tally.add(Count.LATE, 1);
      return new Place(Beginning.NONE, clock().nowhere(chunk));
    }
    if (isOfAnotherDevice(chunk, settings)) {
      rivals
          .continuedBy(chunk, settings)
          .ifPresent(rival -> rivals.leftOut(rival, chunk, settings));
      return refuse(chunk);
    }
    return heard(
        chunk,
        isContinuedBy(chunk, settings)
            ? goOn(chunk, settings)
            : begin(chunk, settings, clock.isEmpty() || isForgotten(chunk, settings)));
  }

  /** A chunk has no place: it contradicts what is heard. */
  Place refuse(AudioChunk chunk) {
    tally.contradicted(chunk.samples().length, chunk.rateHz());
    return new Place(Beginning.NONE, clock().nowhere(chunk), true);
  }

  /** The sensor counts its samples anew from this chunk on, though the session's name stays. */
  Place beginAgain(AudioChunk chunk, TimelineSettings settings) {
    tally.add(Count.INDEX_RESTARTS, 1);
    return heard(chunk, begin(chunk, settings, clock().quietByTimeMs(chunk) > settings.forgetMs()));
  }

  private Place heard(AudioChunk chunk, Place place) {
    var placement = place.placement();
    if (placement.action() != Action.DROP) {
      clock = Optional.of(placement.clock());
      heardChunks = Math.min(heardChunks + 1, RivalSessions.ESTABLISHED);
      rivals.heard();
      recent.heard(chunk);
      tally.heard(chunk.samples().length - placement.skip(), chunk.rateHz(), chunk.pause());
    }
    return place;
  }

  /** Whether another session goes on beside the one that is heard, which is kept to. */
  private boolean isOfAnotherDevice(AudioChunk chunk, TimelineSettings settings) {
    return clock.filter(now -> !now.isOf(chunk)).isPresent()
        && rivals
            .continuedBy(chunk, settings)
            .filter(rival -> rivals.leaveOut(rival, chunk, heardChunks))
            .isPresent();
  }

  /** See {@link SensorTimeline#isElsewhere}. */
  boolean isElsewhere(AudioChunk chunk, TimelineSettings settings) {
    return clock.filter(now -> now.isOf(chunk) && now.isElsewhere(chunk, settings)).isPresent();
  }

  /** See {@link SensorTimeline#gapBefore}. */
  OptionalLong gapBefore(AudioChunk chunk, TimelineSettings settings) {
    if (isLeftBehind(chunk, settings) || isOfAnotherDevice(chunk, settings)) {
      return OptionalLong.of(0);
    }
    if (!isContinuedBy(chunk, settings)) {
      return OptionalLong.empty();
    }
    var placement = clock().place(chunk, settings);
    return placement.action() == Action.RESTART && placement.gap() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(placement.gap());
  }

  private boolean isLeftBehind(AudioChunk chunk, TimelineSettings settings) {
    return clock.filter(now -> !now.isOf(chunk) && start.leftBehind(chunk)).isPresent()
        && !rivals.showAlive(chunk, settings);
  }

  private boolean isContinuedBy(AudioChunk chunk, TimelineSettings settings) {
    return clock.filter(now -> now.isOf(chunk) && !isForgotten(chunk, settings)).isPresent();
  }

  private boolean isForgotten(AudioChunk chunk, TimelineSettings settings) {
    return clock().quietMs(chunk, settings) > settings.forgetMs();
  }

  private Place goOn(AudioChunk chunk, TimelineSettings settings) {
    var placement = clock().place(chunk, settings);
    long index = placement.index();
    if (placement.action() == Action.DROP) {
      if (!tally.isLate(index, index + chunk.samples().length) && recent.areContradictedBy(chunk)) {
        return refuse(chunk);
      }
      tally.dropped(index, index + chunk.samples().length);
    } else {
      if (placement.gap() > 0) {
        boolean bridged = placement.action() == Action.BRIDGE;
        tally.missing(index - placement.gap(), index, chunk.rateHz(), bridged);
      }
      tally.clockMoved(placement.clock().timeMs(index) - clock().timeMs(index));
    }
    return new Place(Beginning.NONE, placement);
  }

  private Place begin(AudioChunk chunk, TimelineSettings settings, boolean newSensor) {
    if (newSensor) {
      tally = new SensorTally(chunk.captureMs());
      rivals.clear();
    }
    tally.session();
    rename(chunk, settings, newSensor);
    recent.clear();
    start = new SessionStart(clock.map(SampleClock::session).orElse(""), chunk.captureMs());
    return new Place(
        newSensor ? Beginning.SENSOR : Beginning.SESSION,
        SampleClock.startingWith(chunk).place(chunk, settings));
  }

  private void rename(AudioChunk chunk, TimelineSettings settings, boolean newSensor) {
    var resumed = rivals.continuedBy(chunk, settings);
    boolean again =
        !newSensor
            && (clock.filter(now -> now.session().equals(chunk.session())).isPresent()
                || rivals.know(chunk.session()));
    var before = name;
    name =
        resumed
            .map(RivalSessions.Rival::name)
            .orElse(again ? chunk.session() + '@' + chunk.captureMs() : chunk.session());
    if (!newSensor) {
      clock.ifPresent(left -> rivals.left(left, before, heardChunks, chunk));
    }
    heardChunks = resumed.map(RivalSessions.Rival::chunks).orElse(0);
  }

  void write(DataOutput out) throws IOException {
    clock().write(out);
    out.writeUTF(name);
    out.writeByte(heardChunks);
    rivals.write(out);
    recent.write(out);
    start.write(out);
    tally.write(out);
  }

  static SessionTracker read(DataInput in) throws IOException {
    var tracker = new SessionTracker();
    tracker.clock = Optional.of(SampleClock.read(in));
    tracker.name = in.readUTF();
    tracker.heardChunks = in.readByte();
    tracker.rivals = RivalSessions.read(in);
    tracker.recent = RecentChunks.read(in);
    tracker.start = SessionStart.read(in);
    tracker.tally = SensorTally.read(in);
    return tracker;
  }
}
