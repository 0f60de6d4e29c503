package io.tenor.streams.window;

import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.SensorTimeline.Advance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
 * <p>What is held is bounded: no more than twice as much audio as the settings let it wait for.
 */
public final class OrderedTimeline {

  private final SensorTimeline timeline;
  private final TimelineSettings settings;
  private final List<AudioChunk> held = new ArrayList<>();

  /** Puts chunks in order for a timeline, which nobody else gives any. */
  public OrderedTimeline(SensorTimeline timeline, TimelineSettings settings) {
    this.timeline = timeline;
    this.settings = settings;
  }

  /**
   * A chunk that found its place.
   *
   * @param chunk which
   * @param advance what it brought
   */
  public record Step(AudioChunk chunk, Advance advance) {}

  /** Takes a chunk; what has found its place by it, in order, which may be nothing or several. */
  public List<Step> accept(AudioChunk chunk) {
    var steps = new ArrayList<Step>();
    var gap = timeline.gapBefore(chunk);
    if (gap.isEmpty()) {
      // A new session, or a clock set back: what was missing before will not come any more.
      steps.addAll(release());
      step(chunk, steps);
    } else if (gap.getAsLong() > 0) {
      held.add(chunk);
    } else {
      step(chunk, steps);
    }
    while (!held.isEmpty()) {
      var first = first();
      if (missing(first) > 0 && !overdue()) {
        break;
      }
      held.remove(first);
      step(first, steps);
    }
    return steps;
  }

  /** Gives up what is missing: everything that was held back, in order. */
  public List<Step> release() {
    var steps = new ArrayList<Step>();
    while (!held.isEmpty()) {
      var first = first();
      held.remove(first);
      step(first, steps);
    }
    return steps;
  }

  /** Whether something is held back. */
  public boolean waits() {
    return !held.isEmpty();
  }

  /** The chunks held back, in the order in which they came; they have to be kept, too. */
  public List<AudioChunk> held() {
    return List.copyOf(held);
  }

  /** Takes back what {@link #held} gave for the same timeline. */
  public void restore(List<AudioChunk> chunks) {
    held.clear();
    held.addAll(chunks);
  }

  /** See {@link SensorTimeline#encode}. */
  public byte[] encode() {
    return timeline.encode();
  }

  private void step(AudioChunk chunk, List<Step> steps) {
    steps.add(new Step(chunk, timeline.accept(chunk)));
  }

  private AudioChunk first() {
    return held.stream().min(Comparator.comparingLong(this::missing)).orElseThrow();
  }

  private long missing(AudioChunk chunk) {
    return timeline.gapBefore(chunk).orElse(0);
  }

  private boolean overdue() {
    long samples = 0;
    for (var chunk : held) {
      long limit = (long) settings.reorderMs() * chunk.rateHz() / 1_000;
      samples += chunk.samples().length;
      if (missing(chunk) + chunk.samples().length >= limit || samples >= 2 * limit) {
        return true;
      }
    }
    return false;
  }

  /** A sensor's timeline as {@link SensorTimeline#restore} finds it, and what it held back. */
  public static Optional<OrderedTimeline> restore(
      SensorKey sensor,
      TimelineSettings settings,
      byte[] encoded,
      List<AudioChunk> held,
      SensorTimeline.StoredColumns stored) {
    return SensorTimeline.restore(sensor, settings, encoded, stored)
        .map(
            timeline -> {
              var ordered = new OrderedTimeline(timeline, settings);
              ordered.restore(held);
              return ordered;
            });
  }
}
