package io.tenor.streams.evaluate.truth;

import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionLabel;
import io.tenor.streams.ingest.SensorKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What labels come to. Where an annotator gave one label, that is their vote; where theirs overlap
 * with different ones, they have none. The label with more votes than any other is the truth; where
 * none has, or where {@code unknown} has most, there is no truth. A segment ends where a label of
 * its emotion begins anew, so two utterances that touch stay two.
 *
 * @param segments by sensor, in the order of time; they do not overlap
 * @param annotators everybody who labelled something, sorted
 * @param labels how many labels count
 * @param overlapMs time in which one annotator's labels contradict each other
 * @param disputedMs time in which no label has more votes than any other
 * @param unknownMs time that annotators could not tell
 * @param agreement of the annotators, over all sensors
 */
public record GroundTruth(
    Map<SensorKey, List<Segment>> segments,
    List<String> annotators,
    int labels,
    Map<SensorKey, Long> overlapMs,
    long disputedMs,
    long unknownMs,
    Agreement agreement) {

  /**
   * What these labels come to.
   *
   * @param all in the order in which they were given: of those with one id the last counts
   */
  public static GroundTruth of(Collection<EmotionLabel> all) {
    var latest = new LinkedHashMap<String, EmotionLabel>();
    all.forEach(label -> latest.put(label.id(), label));
    latest.values().removeIf(label -> label.label().equals(EmotionLabel.NONE));
    var bySensor = new TreeMap<String, List<EmotionLabel>>();
    var annotators = new TreeSet<String>();
    for (var label : latest.values()) {
      annotators.add(label.annotator());
      bySensor
          .computeIfAbsent(
              new SensorKey(label.context(), label.sensor()).storeKey(), key -> new ArrayList<>())
          .add(label);
    }
    var sum = new Sweep();
    bySensor.forEach((key, labels) -> sum.sensor(SensorKey.ofStoreKey(key), labels));
    return new GroundTruth(
        sum.segments,
        List.copyOf(annotators),
        latest.size(),
        sum.overlapMs,
        sum.disputedMs,
        sum.unknownMs,
        sum.tally.agreement());
  }

  /** The sensors that have a segment, in the order of their names. */
  public List<SensorKey> sensors() {
    return List.copyOf(segments.keySet());
  }

  /** Goes through each sensor's time from one end of a label to the next. */
  private static final class Sweep {

    private final Map<SensorKey, List<Segment>> segments = new LinkedHashMap<>();
    private final Map<SensorKey, Long> overlapMs = new LinkedHashMap<>();
    private final Agreement.Tally tally = new Agreement.Tally();
    private long disputedMs;
    private long unknownMs;

    void sensor(SensorKey sensor, List<EmotionLabel> labels) {
      var ends = new TreeSet<Long>();
      for (var label : labels) {
        ends.add(label.from().toEpochMilli());
        ends.add(label.to().toEpochMilli());
      }
      var starting = new TreeMap<Long, List<EmotionLabel>>();
      labels.forEach(
          label ->
              starting
                  .computeIfAbsent(label.from().toEpochMilli(), ms -> new ArrayList<>())
                  .add(label));
      var open = new ArrayList<EmotionLabel>();
      var made = new ArrayList<Segment>();
      Long before = null;
      for (long at : ends) {
        if (before != null && !open.isEmpty()) {
          interval(sensor, before, at, open, made);
        }
        long now = at;
        open.removeIf(label -> label.to().toEpochMilli() <= now);
        open.addAll(starting.getOrDefault(at, List.of()));
        before = at;
      }
      if (!made.isEmpty()) {
        segments.put(sensor, List.copyOf(made));
      }
    }

    private void interval(
        SensorKey sensor, long fromMs, long toMs, List<EmotionLabel> open, List<Segment> made) {
      long ms = toMs - fromMs;
      var votes = new TreeMap<String, String>();
      var contradicted = new TreeSet<String>();
      for (var label : open) {
        var other = votes.putIfAbsent(label.annotator(), label.label());
        if (other != null && !other.equals(label.label())) {
          contradicted.add(label.annotator());
        }
      }
      if (!contradicted.isEmpty()) {
        overlapMs.merge(sensor, ms, Long::sum);
        votes.keySet().removeAll(contradicted);
      }
      tally.add(ms, votes);
      var winner = winner(votes.values());
      if (winner.isEmpty()) {
        disputedMs += votes.isEmpty() ? 0 : ms;
      } else if (winner.get().equals(EmotionLabel.UNKNOWN)) {
        unknownMs += ms;
      } else {
        var emotion = Emotion.ofLabel(winner.get()).orElseThrow();
        boolean anew =
            open.stream()
                .anyMatch(
                    label ->
                        label.label().equals(emotion.label())
                            && label.from().toEpochMilli() == fromMs);
        append(made, new Segment(sensor, fromMs, toMs, emotion), anew);
      }
    }

    private static void append(List<Segment> made, Segment next, boolean anew) {
      int last = made.size() - 1;
      if (!anew
          && last >= 0
          && made.get(last).toMs() == next.fromMs()
          && made.get(last).emotion() == next.emotion()) {
        made.set(
            last, new Segment(next.sensor(), made.get(last).fromMs(), next.toMs(), next.emotion()));
      } else {
        made.add(next);
      }
    }

    private static Optional<String> winner(Collection<String> votes) {
      var counts = new TreeMap<String, Integer>();
      votes.forEach(vote -> counts.merge(vote, 1, Integer::sum));
      int most = counts.values().stream().mapToInt(n -> n).max().orElse(0);
      var first = counts.entrySet().stream().filter(e -> e.getValue() == most).toList();
      return first.size() == 1 ? Optional.of(first.get(0).getKey()) : Optional.empty();
    }
  }
}
