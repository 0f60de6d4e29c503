package io.tenor.streams.window;

import io.tenor.schema.SensorStatus;
import io.tenor.streams.ingest.AudioChunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the chunks of one sensor in order before its timeline sees them. A chunk that leaves
 * something out is held back until what is missing has come, or is overdue: until so much has come
 * behind it that the next one would have to be older than the settings allow. Not thread-safe.
 *
 * <p>Whether something is overdue depends on the sensor's own chunks alone, never on another
 * sensor's or on the time of processing, so the same chunks give the same windows at any speed. A
 * sensor that falls silent while something is missing would wait for ever: {@link #release} is for
 * whoever has a clock.
 *
 * <p>A chunk whose index and capture time contradict each other is held back too: if the next one
 * follows it, the sensor counts its samples anew, as after a restart; if what was heard before goes
 * on, it was wrong and is left out.
 *
 * <p>What is held is bounded: less audio than the settings let it wait for, and less than {@value
 * #MOST_CHUNKS} chunks.
 */
public final class ReorderBuffer {

  /** As many chunks are held at most, however short they are. */
  static final int MOST_CHUNKS = 1_000;

  /**
   * A longer chunk, in samples of all its mixes, is not held: it is stored as one record, and a
   * broker takes no more than a mebibyte.
   */
  static final int MOST_SAMPLES = 480_000;

  /** Where chunks are kept as long as they are held. */
  public interface Store {
    /** Keeps a chunk under a number that is not in use. */
    void put(long number, AudioChunk chunk);

    /** Forgets a chunk that was kept. */
    void delete(long number);
  }

  /**
   * A chunk that found its place.
   *
   * @param chunk which
   * @param advance what it brought
   */
  public record Step(AudioChunk chunk, Advance advance) {}

  private final SensorTimeline timeline;
  private final int reorderMs;
  private final Store store;
  private final TreeMap<Long, AudioChunk> held;

  /**
   * Puts chunks in order for a timeline, which nobody else gives any.
   *
   * @param timeline a new one, or one restored
   * @param settings of the timeline
   * @param held what was put into the store and not deleted, by its numbers
   * @param store is told of every chunk that is held when {@link #accept} returns
   */
  public ReorderBuffer(
      SensorTimeline timeline, TimelineSettings settings, Map<Long, AudioChunk> held, Store store) {
    this.timeline = timeline;
    this.reorderMs = settings.reorderMs();
    this.held = new TreeMap<>(held);
    this.store = store;
  }

  /** Takes a chunk; what has found its place by it, in order, which may be nothing or several. */
  public List<Step> accept(AudioChunk chunk) {
    if (timeline.isElsewhere(chunk)) {
      return acceptElsewhere(chunk);
    }
    var steps = new ArrayList<Step>();
    var elsewhere = elsewhere();
    if (!elsewhere.isEmpty() && goesOnAfter(held.get(elsewhere.get(0)), chunk)) {
      steps.addAll(refuse(elsewhere));
    }
    var gap = timeline.gapBefore(chunk);
    if (gap.isEmpty()) {
      // A new session, or a clock set back: what was missing before will not come any more.
      steps.addAll(release());
      steps.add(step(chunk));
      return steps;
    }
    long number = held.isEmpty() ? 0 : held.lastKey() + 1;
    if (gap.getAsLong() > 0) {
      held.put(number, chunk);
    } else {
      steps.add(step(chunk));
    }
    for (var next = first(); next.isPresent(); next = first()) {
      long first = next.get();
      if (missing(held.get(first)) > 0 && !overdue()) {
        break;
      }
      steps.add(step(held.remove(first)));
      if (first != number) {
        store.delete(first);
      }
    }
    if (held.containsKey(number)) {
      timeline.sessions().tally().add(SensorTally.Count.OVERTAKING, 1);
      store.put(number, chunk);
    }
    return steps;
  }

  /** Gives up what is missing: everything that was held back, in order. */
  public List<Step> release() {
    var steps = releaseInOrder();
    var elsewhere = elsewhere();
    if (!elsewhere.isEmpty() && isNewer(held.get(elsewhere.get(0)))) {
      steps.addAll(beginAgain(elsewhere));
    }
    steps.addAll(refuse(elsewhere()));
    return steps;
  }

  private List<Step> releaseInOrder() {
    var steps = new ArrayList<Step>();
    for (var next = first(); next.isPresent(); next = first()) {
      steps.add(step(take(next.get())));
    }
    return steps;
  }

  private AudioChunk take(long number) {
    store.delete(number);
    return held.remove(number);
  }

  /** Numbers of the chunks that contradict what is heard, in the order in which they came. */
  private List<Long> elsewhere() {
    return held.entrySet().stream()
        .filter(entry -> timeline.isElsewhere(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Leaves chunks out that contradict what is heard. */
  private List<Step> refuse(List<Long> numbers) {
    return numbers.stream()
        .map(this::take)
        .map(chunk -> new Step(chunk, timeline.refuse(chunk)))
        .toList();
  }

  /** Whether the line that is heard goes on by this chunk when another was captured already. */
  private boolean goesOnAfter(AudioChunk other, AudioChunk chunk) {
    return timeline.sessions().clock().isOf(chunk) && chunk.captureMs() >= other.captureMs();
  }

  /** Whether a chunk was captured after all that is heard. */
  private boolean isNewer(AudioChunk chunk) {
    return timeline.sessions().clock().quietByTimeMs(chunk) >= -timeline.settings().jitterMs();
  }

  private List<Step> acceptElsewhere(AudioChunk chunk) {
    var steps = new ArrayList<Step>();
    var before = elsewhere();
    if (!before.isEmpty()) {
      var line = timeline.lineFrom(held.get(before.get(before.size() - 1)));
      if (!line.isContinuedBy(chunk, timeline.settings())) {
        steps.addAll(refuse(before));
      } else if (before.stream()
          .anyMatch(number -> held.get(number).firstSample().equals(chunk.firstSample()))) {
        steps.add(new Step(chunk, timeline.refuse(chunk))); // it came twice
        return steps;
      }
    }
    if (stored(chunk) >= MOST_SAMPLES) {
      boolean newer = isNewer(chunk); // so much audio is no mistake
      steps.addAll(newer ? releaseInOrder() : List.of());
      steps.add(new Step(chunk, newer ? timeline.beginAgain(chunk) : timeline.refuse(chunk)));
      return steps;
    }
    long number = held.isEmpty() ? 0 : held.lastKey() + 1;
    held.put(number, chunk);
    store.put(number, chunk);
    var run = elsewhere();
    if (run.size() > 1 && (isNewer(held.get(run.get(0))) || isLong(run))) {
      steps.addAll(releaseInOrder());
      steps.addAll(beginAgain(run));
    }
    return steps;
  }

  /** Whether chunks are so much audio that nobody sent it by mistake. */
  private boolean isLong(List<Long> numbers) {
    long millis = 0;
    for (long number : numbers) {
      var chunk = held.get(number);
      millis += chunk.samples().length * 1_000L / chunk.rateHz();
    }
    return millis >= timeline.settings().duplicateMs() || numbers.size() >= MOST_CHUNKS / 2;
  }

  /** The sensor counts its samples anew from the first of these chunks on. */
  private List<Step> beginAgain(List<Long> numbers) {
    var chunks =
        numbers.stream()
            .map(this::take)
            .sorted(Comparator.comparingLong(chunk -> chunk.firstSample().orElse(0)))
            .toList();
    var steps = new ArrayList<Step>();
    steps.add(new Step(chunks.get(0), timeline.beginAgain(chunks.get(0))));
    chunks.stream().skip(1).forEach(chunk -> steps.addAll(accept(chunk)));
    return steps;
  }

  /** Whether something is held back. */
  boolean waits() {
    return !held.isEmpty();
  }

  /** Whether nothing was heard yet, so that there is nothing to {@link #encode} either. */
  public boolean isNew() {
    return timeline.sessions().isNew();
  }

  /** A status, if it is time for one. It is counted, and so what {@link #encode} gives changes. */
  public Optional<SensorStatus> statusIfDue(Instant now) {
    return timeline.sessions().tally().due() ? Optional.of(status(false, now)) : Optional.empty();
  }

  /**
   * The status of a sensor of which nothing comes any more; empty if the last one said so. It is
   * counted, and so what {@link #encode} gives changes.
   */
  public Optional<SensorStatus> offline(Instant now) {
    return timeline.sessions().tally().toldOffline()
        ? Optional.empty()
        : Optional.of(status(true, now));
  }

  private SensorStatus status(boolean offline, Instant now) {
    return timeline.sessions().status(timeline.sensor(), offline, now);
  }

  /** When the last status was made that said offline, milliseconds since 1970. */
  public long offlineSinceMs() {
    return timeline.sessions().tally().offlineSinceMs();
  }

  /** See {@link SensorTimeline#encode}. */
  public byte[] encode() {
    return timeline.encode();
  }

  private Step step(AudioChunk chunk) {
    return new Step(chunk, timeline.accept(chunk));
  }

  /** Number of the chunk that comes first on the timeline, of those that have a place on it. */
  private Optional<Long> first() {
    return held.entrySet().stream()
        .filter(entry -> !timeline.isElsewhere(entry.getValue()))
        .min(Comparator.comparingLong(entry -> missing(entry.getValue())))
        .map(Map.Entry::getKey);
  }

  private long missing(AudioChunk chunk) {
    return timeline.gapBefore(chunk).orElse(0);
  }

  private static int stored(AudioChunk chunk) {
    return chunk.samples().length + chunk.difference().length;
  }

  private boolean overdue() {
    long samples = 0;
    for (var chunk : held.values()) {
      if (timeline.isElsewhere(chunk)) {
        continue;
      }
      long limit = (long) reorderMs * chunk.rateHz() / 1_000;
      if (stored(chunk) >= MOST_SAMPLES) {
        return true;
      }
      samples += chunk.samples().length;
      if (samples >= limit || missing(chunk) + chunk.samples().length >= limit) {
        return true;
      }
    }
    return held.size() >= MOST_CHUNKS;
  }
}
