package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.Emotion;
import io.tenor.streams.evaluate.AlertScore;
import io.tenor.streams.evaluate.Episode;
import io.tenor.streams.evaluate.Passage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well spans of an emotion are told as spans. Labelled: utterances with less than three seconds
 * and no other mood between them. Heard: windows that say the emotion, with at most one that does
 * not between them. The two match if they begin within the collar of each other (onset-based F1, as
 * in Mesaros, Heittola and Virtanen, "Metrics for polyphonic sound event detection", 2016), one
 * with one, in the order of time.
 *
 * @param collarMs how far their beginnings may lie apart, ms
 * @param all over all emotions
 * @param byEmotion by the emotion's label, of those that occur
 * @param told labelled spans in which the emotion was said at least once
 * @param delayP50Ms of these, from where the span begins to the end of the first window that says
 *     so, which is when a live monitor knows: the median
 * @param delayP95Ms likewise the 95th percentile
 */
public record SpanFigures(
    long collarMs,
    Match all,
    Map<String, Match> byEmotion,
    int told,
    long delayP50Ms,
    long delayP95Ms) {

  /** Windows begin every half second: so far apart, one that says otherwise is between them. */
  private static final long BRIDGED_MS = 1_100;

  /**
   * Counts of spans.
   *
   * @param labelled how many there were
   * @param heard how many were heard
   * @param matched pairs of the two
   */
  public record Match(
      int labelled, int heard, int matched, double precision, double recall, double f1) {

    static Match of(int labelled, int heard, int matched) {
      return new Match(
          labelled,
          heard,
          matched,
          heard == 0 ? 0 : Rounded.four((double) matched / heard),
          labelled == 0 ? 0 : Rounded.four((double) matched / labelled),
          labelled + heard == 0 ? 0 : Rounded.four(2.0 * matched / (labelled + heard)));
    }
  }

  /** Adds up sensors. */
  static final class Sum {

    private final long collarMs;
    private final Map<Emotion, int[]> counts = new EnumMap<>(Emotion.class);
    private final List<Long> delays = new ArrayList<>();

    Sum(long collarMs) {
      this.collarMs = collarMs;
    }

    /**
     * Adds a sensor.
     *
     * @param passages what was labelled, by rising time
     * @param windows what was heard in labelled time, by rising time
     */
    void add(List<Passage> passages, List<HeardWindow> windows) {
      for (var emotion : Emotion.values()) {
        var labelled = Episode.of(passages, List.of(emotion), AlertScore.PAUSE_MS);
        var heard = runs(emotion, windows);
        int[] sums = counts.computeIfAbsent(emotion, e -> new int[3]);
        sums[0] += labelled.size();
        sums[1] += heard.size();
        sums[2] += matched(labelled, heard);
        labelled.forEach(span -> delay(span, emotion, windows));
      }
    }

    private static List<Episode> runs(Emotion emotion, List<HeardWindow> windows) {
      var runs = new ArrayList<Episode>();
      long lastStartMs = Long.MIN_VALUE;
      for (var window : windows) {
        if (window.emotion().filter(emotion::equals).isEmpty()) {
          continue;
        }
        int last = runs.size() - 1;
        if (last >= 0 && window.startMs() - lastStartMs <= BRIDGED_MS) {
          runs.set(last, new Episode(runs.get(last).fromMs(), window.endMs()));
        } else {
          runs.add(new Episode(window.startMs(), window.endMs()));
        }
        lastStartMs = window.startMs();
      }
      return runs;
    }

    private int matched(List<Episode> labelled, List<Episode> heard) {
      int matched = 0;
      int next = 0;
      for (var span : labelled) {
        while (next < heard.size() && heard.get(next).fromMs() < span.fromMs() - collarMs) {
          next++;
        }
        if (next < heard.size() && heard.get(next).fromMs() <= span.fromMs() + collarMs) {
          matched++;
          next++;
        }
      }
      return matched;
    }

    private void delay(Episode span, Emotion emotion, List<HeardWindow> windows) {
      windows.stream()
          .filter(window -> window.emotion().filter(emotion::equals).isPresent())
          .filter(window -> window.overlapMs(span.fromMs(), span.toMs()) > 0)
          .findFirst()
          .ifPresent(window -> delays.add(Math.max(0, window.endMs() - span.fromMs())));
    }

    SpanFigures figures() {
      var byEmotion = new LinkedHashMap<String, Match>();
      int[] all = new int[3];
      counts.forEach(
          (emotion, sums) -> {
            for (int i = 0; i < all.length; i++) {
              all[i] += sums[i];
            }
            if (sums[0] + sums[1] > 0) {
              byEmotion.put(emotion.label(), Match.of(sums[0], sums[1], sums[2]));
            }
          });
      delays.sort(null);
      return new SpanFigures(
          collarMs,
          Match.of(all[0], all[1], all[2]),
          byEmotion,
          delays.size(),
          percentile(0.5),
          percentile(0.95));
    }

    private long percentile(double share) {
      return delays.isEmpty() ? 0 : delays.get((int) Math.ceil(share * delays.size()) - 1);
    }
  }
}
