package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.Emotion;
import io.tenor.streams.evaluate.truth.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model said of one segment.
 *
 * <p>Its windows are those that lie within it, give or take {@value #TOLERANCE_MS} ms; of a segment
 * that is too short for that, the one that overlaps with it most, if that is half of the shorter of
 * the two at least. So a window that holds two moods, or mostly a pause, is no one's.
 *
 * @param segment what was labelled
 * @param windows its windows, in their order; none if nothing was heard there
 */
public record SegmentAnswer(Segment segment, List<HeardWindow> windows) {

  /** How far a window may reach out of its segment, ms: about a column. */
  public static final long TOLERANCE_MS = 10;

  /** Copies the windows. */
  public SegmentAnswer {
    windows = List.copyOf(windows);
  }

  /**
   * The answers of one sensor's segments.
   *
   * @param segments by rising time
   * @param windows by rising time
   */
  public static List<SegmentAnswer> of(List<Segment> segments, List<HeardWindow> windows) {
    var answers = new ArrayList<SegmentAnswer>(segments.size());
    int first = 0;
    for (var segment : segments) {
      while (first < windows.size() && windows.get(first).endMs() <= segment.fromMs()) {
        first++;
      }
      answers.add(new SegmentAnswer(segment, windowsOf(segment, windows, first)));
    }
    return answers;
  }

  private static List<HeardWindow> windowsOf(
      Segment segment, List<HeardWindow> windows, int first) {
    var within = new ArrayList<HeardWindow>();
    HeardWindow most = null;
    long mostMs = 0;
    for (int i = first; i < windows.size() && windows.get(i).startMs() < segment.toMs(); i++) {
      var window = windows.get(i);
      if (window.startMs() >= segment.fromMs() - TOLERANCE_MS
          && window.endMs() <= segment.toMs() + TOLERANCE_MS) {
        within.add(window);
      }
      long overlap = window.overlapMs(segment.fromMs(), segment.toMs());
      if (overlap > mostMs) {
        most = window;
        mostMs = overlap;
      }
    }
    if (!within.isEmpty() || most == null) {
      return within;
    }
    long shorter = Math.min(segment.lengthMs(), most.endMs() - most.startMs());
    return 2 * mostMs >= shorter ? List.of(most) : List.of();
  }

  /** Its windows with speech. */
  public List<HeardWindow> spoken() {
    return windows.stream().filter(HeardWindow::isSpeech).toList();
  }

  /** The mean of its spoken windows' probabilities, by the order of {@link Emotion}; or empty. */
  public double[] posterior() {
    var spoken = spoken();
    double[] mean = new double[spoken.isEmpty() ? 0 : Emotion.values().length];
    for (var window : spoken) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += window.probabilities()[i] / (double) spoken.size();
      }
    }
    return mean;
  }
}
