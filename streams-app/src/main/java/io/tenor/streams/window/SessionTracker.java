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
   */
  record Place(Beginning beginning, Placement placement) {}

  private Optional<SampleClock> clock = Optional.empty();
  private SessionStart start = new SessionStart("", 0);
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

  /** Whether nothing was heard yet. */
  boolean isNew() {
    return clock.isEmpty();
  }

  /** A status of what has happened up to now; it is counted. */
  SensorStatus status(SensorKey sensor, boolean offline, Instant now) {
    var heard = clock();
    return tally.tell(sensor, heard.session(), heard.timeMs(heard.next()), offline, now);
  }

  /** Finds the place of the next chunk and counts it. */
  Place place(AudioChunk chunk, TimelineSettings settings) {
    if (isLeftBehind(chunk)) {
      tally.add(Count.LATE, 1);
      return new Place(Beginning.NONE, clock().nowhere(chunk));
    }
    var place = isContinuedBy(chunk, settings) ? goOn(chunk, settings) : begin(chunk, settings);
    var placement = place.placement();
    if (placement.action() != Action.DROP) {
      clock = Optional.of(placement.clock());
      tally.heard(chunk.samples().length - placement.skip(), chunk.rateHz());
    }
    return place;
  }

  /** See {@link SensorTimeline#gapBefore}. */
  OptionalLong gapBefore(AudioChunk chunk, TimelineSettings settings) {
    if (isLeftBehind(chunk)) {
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

  private boolean isLeftBehind(AudioChunk chunk) {
    return clock.filter(now -> !now.isOf(chunk) && start.leftBehind(chunk)).isPresent();
  }

  private boolean isContinuedBy(AudioChunk chunk, TimelineSettings settings) {
    return clock.filter(now -> now.isOf(chunk) && !isForgotten(chunk, settings)).isPresent();
  }

  private boolean isForgotten(AudioChunk chunk, TimelineSettings settings) {
    return clock().quietMs(chunk) > settings.forgetMs();
  }

  private Place goOn(AudioChunk chunk, TimelineSettings settings) {
    var placement = clock().place(chunk, settings);
    long index = placement.index();
    if (placement.action() == Action.DROP) {
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

  private Place begin(AudioChunk chunk, TimelineSettings settings) {
    boolean newSensor = clock.isEmpty() || isForgotten(chunk, settings);
    if (newSensor) {
      tally = new SensorTally(chunk.captureMs());
    }
    tally.session();
    start = new SessionStart(clock.map(SampleClock::session).orElse(""), chunk.captureMs());
    return new Place(
        newSensor ? Beginning.SENSOR : Beginning.SESSION,
        SampleClock.startingWith(chunk).place(chunk, settings));
  }

  void write(DataOutput out) throws IOException {
    clock().write(out);
    start.write(out);
    tally.write(out);
  }

  static SessionTracker read(DataInput in) throws IOException {
    var tracker = new SessionTracker();
    tracker.clock = Optional.of(SampleClock.read(in));
    tracker.start = SessionStart.read(in);
    tracker.tally = SensorTally.read(in);
    return tracker;
  }
}
