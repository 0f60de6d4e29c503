package io.tenor.streams.window;

import io.tenor.audio.StreamResampler;
import io.tenor.spectrogram.ColumnStream;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.Advance.Outcome;
import io.tenor.streams.window.SampleClock.Placement;
import io.tenor.streams.window.SessionTracker.Beginning;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One sensor's audio on its own timeline. Windows start at multiples of the hop, counted in samples
 * of the session, so the same audio in other chunks gives the same windows. What the sensor has
 * said before outlives gaps and sessions: it is the same microphone. A sensor of which nothing was
 * captured for long is a new one, though: nobody knows who is there now. Not thread-safe.
 *
 * <p>Invariant: after {@link #accept}, {@link #encode} together with the columns returned so far is
 * enough to go on elsewhere ({@link #restore}) with the same windows.
 */
public final class SensorTimeline {

  /** Beyond this a 16-bit sample is at the end of its range; of mu-law it is the last step. */
  private static final short CLIPPED = 32_000;

  private final SensorKey sensor;
  private final WindowTools tools;
  private final TimelineSettings settings;
  private final FrontEnd frontEnd;
  private final int columnsFingerprint;
  private final int historyFingerprint;
  private final ColumnHistory history;
  private final ColumnStream columns;

  private WindowListener listener;
  private SampleRanges bridges = new SampleRanges();
  private SampleRanges clipped = new SampleRanges();
  private ChannelChoice channels = new ChannelChoice();
  private SessionTracker sessions = new SessionTracker();
  private boolean fresh = true;
  private StreamResampler resampler;
  private int epoch = -1;
  private long toSkip;
  private long runStart;
  private boolean paused;

  /**
   * A sensor not heard before.
   *
   * @param tools shared with other sensors of the same thread
   */
  public SensorTimeline(SensorKey sensor, WindowTools tools) {
    this.sensor = sensor;
    this.tools = tools;
    this.settings = tools.settings();
    this.frontEnd = settings.frontEnd();
    this.columnsFingerprint = settings.columnsFingerprint();
    this.historyFingerprint = settings.historyFingerprint();
    this.history = new ColumnHistory(frontEnd.windowFrames(), frontEnd.bands());
    this.columns = new ColumnStream(tools.extractor());
    this.listener = new WindowListener(tools);
    this.resampler = new StreamResampler(frontEnd.sampleRateHz(), frontEnd.sampleRateHz());
  }

  /** Puts a chunk on the timeline. */
  public Advance accept(AudioChunk chunk) {
    var run = run();
    return advance(chunk, sessions.place(chunk, settings), run);
  }

  /** Puts a chunk on the timeline from which on the sensor counts its samples anew. */
  Advance beginAgain(AudioChunk chunk) {
    var run = run();
    return advance(chunk, sessions.beginAgain(chunk, settings), run);
  }

  /** Leaves a chunk out that contradicts what is heard. */
  Advance refuse(AudioChunk chunk) {
    sessions.refuse(chunk);
    return leftOut(Outcome.CONFLICTING);
  }

  /** The columns since the last restart; empty if nothing was heard yet. */
  private Optional<Run> run() {
    return sessions.isNew()
        ? Optional.empty()
        : Optional.of(new Run(sessions.clock(), sessions.name()));
  }

  private Advance advance(AudioChunk chunk, SessionTracker.Place place, Optional<Run> run) {
    var placement = place.placement();
    if (placement.action() == SampleClock.Action.DROP) {
      return leftOut(place.conflicting() ? Outcome.CONFLICTING : Outcome.DROPPED);
    }
    boolean begins = place.beginning() != Beginning.NONE;
    var outcome =
        begins
            ? Outcome.RESTARTED
            : switch (placement.action()) {
              case APPEND -> Outcome.APPENDED;
              case BRIDGE -> Outcome.BRIDGED;
              case RESTART -> Outcome.RESTARTED;
              case DROP -> Outcome.DROPPED;
            };
    boolean restarts = outcome == Outcome.RESTARTED || chunk.pause() != paused;
    var due = new ArrayList<DueWindow>(2);
    if (restarts && place.beginning() != Beginning.SENSOR) {
      run.flatMap(this::shortUtterance).ifPresent(due::add);
    }
    if (begins) {
      begin(place.beginning(), chunk);
    }
    if (restarts) {
      resampler.reset();
      restartAt(placement.index(), chunk.rateHz());
      paused = chunk.pause();
    }
    var collector = new Collector(new Run(placement.clock(), sessions.name()), due);
    if (outcome == Outcome.BRIDGED && !restarts) {
      bridge(placement, collector);
    }
    var samples = channels.choose(chunk, placement.skip(), placement.index());
    markClipped(samples, placement);
    push(samples, placement.skip(), collector);
    return collector.advance(outcome);
  }

  private Advance leftOut(Outcome outcome) {
    return new Advance(outcome, epoch, history.next(), new byte[0], List.of());
  }

  /**
   * The window of an utterance that has ended and was too short for one: its columns again and
   * again. One that is shorter than a quarter of a window is left out: of that the loop would be
   * heard.
   */
  private Optional<DueWindow> shortUtterance(Run run) {
    int frames = (int) Math.min(history.next() - runStart, frontEnd.windowFrames());
    return paused || hasWindow(history.next()) || frames < frontEnd.windowFrames() / 4
        ? Optional.empty()
        : Optional.of(window(run, runStart, frames));
  }

  /** Whether a window of the columns since the last restart is complete. */
  private boolean hasWindow(long nextColumn) {
    int hop = settings.windowHopFrames();
    return ceilDiv(runStart, hop) * hop + frontEnd.windowFrames() <= nextColumn;
  }

  /**
   * Whether index and capture time of a chunk contradict each other so that it has no place: either
   * it is wrong, or the sensor counts its samples anew.
   */
  boolean isElsewhere(AudioChunk chunk) {
    return sessions.isElsewhere(chunk, settings);
  }

  /** The line on which a chunk begins to count anew. */
  SampleClock lineFrom(AudioChunk chunk) {
    return SampleClock.startingWith(chunk).after(chunk, settings);
  }

  /** The settings of the timeline. */
  TimelineSettings settings() {
    return settings;
  }

  /**
   * How many of the sensor's samples are missing between what is there and this chunk: 0 if it
   * follows or is there already; empty if it does not continue what is there, because it is of
   * another session or rate or its clock was set back.
   */
  OptionalLong gapBefore(AudioChunk chunk) {
    return sessions.gapBefore(chunk, settings);
  }

  /** Whose timeline it is. */
  SensorKey sensor() {
    return sensor;
  }

  /** Which session is heard, and what has happened to its audio. */
  SessionTracker sessions() {
    return sessions;
  }

  private void begin(Beginning beginning, AudioChunk chunk) {
    if (beginning == Beginning.SENSOR) {
      fresh = true;
      channels = new ChannelChoice();
      listener = new WindowListener(tools);
    }
    epoch++;
    bridges.clear();
    clipped.clear();
    resampler = new StreamResampler(chunk.rateHz(), frontEnd.sampleRateHz());
  }

  private void bridge(Placement placement, Collector collector) {
    int rate = placement.clock().rateHz();
    long from = placement.index() - placement.gap();
    bridges.add(
        Math.floorDiv(from * frontEnd.sampleRateHz(), (long) rate),
        ceilDiv(placement.index() * frontEnd.sampleRateHz(), rate));
    push(new short[(int) placement.gap()], 0, collector);
  }

  /** Marks the columns' steps in which a sample is at the end of its range. */
  private void markClipped(short[] samples, Placement placement) {
    int rate = placement.clock().rateHz();
    long step = frontEnd.hopSamples();
    for (int i = placement.skip(); i < samples.length; i++) {
      if (samples[i] >= CLIPPED || samples[i] <= -CLIPPED) {
        long at = placement.index() + i - placement.skip();
        long column = Math.floorDiv(at * frontEnd.sampleRateHz(), rate * step);
        clipped.add(column * step, (column + 1) * step);
      }
    }
  }

  /** Starts the columns at the first boundary at or after a source sample. */
  private void restartAt(long index, int rateHz) {
    long grid = settings.samplesPerBoundary(rateHz);
    long start = ceilDiv(index, grid) * grid;
    toSkip = start - index;
    columns.reset();
    runStart = start * frontEnd.sampleRateHz() / rateHz / frontEnd.hopSamples();
    history.restartAt(runStart);
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  private void push(short[] samples, int offset, Collector collector) {
    int skip = (int) Math.min(toSkip, samples.length - offset);
    toSkip -= skip;
    int start = offset + skip;
    var resampled = resampler.push(samples, start, samples.length - start);
    columns.push(resampled, 0, resampled.length, collector::column);
  }

  /** Everything besides the columns that must be kept; holds samples, so it counts as audio. */
  public byte[] encode() {
    return new TimelineState(
            columnsFingerprint,
            historyFingerprint,
            epoch,
            fresh,
            sessions,
            toSkip,
            runStart,
            history.next(),
            resampler.state(),
            columns.tail(),
            bridges,
            clipped,
            channels,
            paused,
            listener.state())
        .encode();
  }

  /** Hands out stored columns, see {@link #restore}. */
  @FunctionalInterface
  public interface StoredColumns {
    /**
     * The stored levels of columns {@code from} (inclusive) to {@code to} (exclusive) of an epoch;
     * none older than the start of the next window is asked for, or than the last restart if no
     * window was complete since.
     */
    byte[] read(int epoch, long from, long to);
  }

  /**
   * Goes on where {@link #encode} was called; empty if the columns were made with other settings,
   * in which case what is stored for the sensor is of no use. For a model that wants another
   * history the sensor has none yet.
   */
  public static Optional<SensorTimeline> restore(
      SensorKey sensor, WindowTools tools, byte[] encoded, StoredColumns stored) {
    return TimelineState.decode(encoded, tools.settings().columnsFingerprint())
        .map(
            state -> {
              var timeline = new SensorTimeline(sensor, tools);
              timeline.resume(state, stored);
              return timeline;
            });
  }

  private void resume(TimelineState state, StoredColumns stored) {
    epoch = state.epoch();
    fresh = state.fresh();
    sessions = state.sessions();
    toSkip = state.toSkip();
    runStart = state.runStart();
    bridges = state.bridges();
    clipped = state.clipped();
    channels = state.channels();
    paused = state.paused();
    resampler = new StreamResampler(sessions.clock().rateHz(), frontEnd.sampleRateHz());
    resampler.restore(state.resampler());
    columns.restore(state.tail());
    if (state.historyFingerprint() == historyFingerprint) {
      listener.restore(state.history());
    }
    long from =
        hasWindow(state.nextColumn())
            ? Math.max(runStart, nextWindow(state.nextColumn()))
            : runStart; // it may turn out to be a short utterance
    history.restartAt(from);
    var levels = stored.read(epoch, from, state.nextColumn());
    for (int i = 0; i < levels.length; i += frontEnd.bands()) {
      history.append(levels, i);
    }
    if (history.next() != state.nextColumn()) {
      throw new IllegalStateException(
          "columns %d to %d of a sensor are not all stored".formatted(from, state.nextColumn()));
    }
  }

  /** Start of the first window that is not complete yet: older columns are stored no more. */
  private long nextWindow(long nextColumn) {
    int hop = settings.windowHopFrames();
    return ceilDiv(nextColumn - frontEnd.windowFrames() + 1, hop) * hop;
  }

  /**
   * The session whose columns those since the last restart are.
   *
   * @param clock of its samples
   * @param name of the session
   */
  private record Run(SampleClock clock, String name) {}

  /** The window of so many columns; if it has fewer than a whole one, they are looped. */
  private DueWindow window(Run run, long startColumn, int frames) {
    boolean whole = frames == frontEnd.windowFrames();
    long first = startColumn * frontEnd.hopSamples();
    long end = first + (long) (frames - 1) * frontEnd.hopSamples() + frontEnd.frameSamples();
    var levels = history.copy(startColumn, frames);
    var loudness = tools.meter().measure(levels);
    var quality =
        new WindowQuality(
            millis(bridges.within(first, end)),
            millis(clipped.within(first, end)),
            loudness.meanDb(),
            loudness.backgroundDb());
    var id =
        new WindowId(
            sensor,
            run.name(),
            epoch,
            startColumn,
            first,
            timeMs(run, first),
            timeMs(run, end),
            quality);
    var heard =
        whole
            ? listener.hear(levels, startColumn - settings.windowHopFrames() < runStart)
            : listener.hearShort(levels);
    sessions
        .tally()
        .window(quality, millis(end - first), tools.activity().isSpeech(heard.speechShare()));
    boolean firstOfSensor = fresh;
    fresh = false;
    return new DueWindow(
        id,
        DueWindow.looped(levels, frontEnd.windowFrames() * frontEnd.bands()),
        heard.speechShare(),
        heard.statistics(),
        historyFingerprint,
        firstOfSensor,
        whole ? 0 : frames);
  }

  private int millis(long samples) {
    return (int) (samples * 1000 / frontEnd.sampleRateHz());
  }

  private long timeMs(Run run, long sample) {
    var clock = run.clock();
    return clock.timeMs(Math.floorDiv(sample * clock.rateHz(), (long) frontEnd.sampleRateHz()));
  }

  /** Gathers the columns and windows of one chunk. */
  private final class Collector {
    private final Run run;
    private final long firstColumn = history.next();
    private final ByteArrayOutputStream newColumns = new ByteArrayOutputStream(1024);
    private final List<DueWindow> due;

    Collector(Run run, List<DueWindow> due) {
      this.run = run;
      this.due = due;
    }

    void column(byte[] levels) {
      history.append(levels, 0);
      newColumns.writeBytes(levels);
      long start = history.next() - frontEnd.windowFrames();
      if (start >= runStart && start % settings.windowHopFrames() == 0) {
        due.add(window(run, start, frontEnd.windowFrames()));
      }
    }

    Advance advance(Outcome outcome) {
      return new Advance(outcome, epoch, firstColumn, newColumns.toByteArray(), due);
    }
  }
}
