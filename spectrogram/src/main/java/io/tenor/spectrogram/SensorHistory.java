package io.tenor.spectrogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one sensor has said so far, as every window of it may know it: the one rule that the monitor
 * and the trainer's evaluation both follow.
 *
 * <p>A window's statistics are those of its sensor <em>before</em> it: they are taken first. Then,
 * if the window has speech in it ({@link VoiceActivity#isSpeech}), its columns that no earlier
 * window of the same unbroken run has had are added: all columns of a run's first window, the
 * newest hop's of each further one. So the first window of a new sensor is judged with the training
 * set's statistics alone, no window knows its own newest hop, and silence and noise never enter.
 *
 * <p>Not thread-safe.
 */
public final class SensorHistory {

  private final FrontEnd frontEnd;
  private final VoiceActivity activity;
  private final RunningBandStatistics statistics;

  /**
   * A sensor that has not been heard.
   *
   * @throws IllegalArgumentException if the two differ in their number of bands
   */
  public SensorHistory(FrontEnd frontEnd, SensorNormalisation prior) {
    this(frontEnd, prior, new VoiceActivity(frontEnd));
  }

  /**
   * A sensor that has not been heard.
   *
   * @param activity of the same front end; may be shared by all sensors
   * @throws IllegalArgumentException if prior and front end differ in their number of bands
   */
  public SensorHistory(FrontEnd frontEnd, SensorNormalisation prior, VoiceActivity activity) {
    if (prior.bands() != frontEnd.bands()) {
      throw new IllegalArgumentException(
          "mean has " + prior.bands() + " values, not one for each of " + frontEnd.bands());
    }
    this.frontEnd = frontEnd;
    this.activity = activity;
    this.statistics = new RunningBandStatistics(prior);
  }

  /** The statistics after everything heard so far: state to keep and to restore. */
  public RunningBandStatistics statistics() {
    return statistics;
  }

  /**
   * A window in the light of the past.
   *
   * @param start index of its first column in the run
   * @param speechShare how much of it is speech, 0 to 1
   * @param statistics {@code [2, bands]}: the sensor's means and standard deviations before it
   */
  public record Heard(int start, double speechShare, float[] statistics) {}

  /**
   * Hears one window: takes the statistics, then adds what is new in it.
   *
   * @param columns levels, {@code [frames][bands]}
   * @param start the window's first column
   * @param frames columns of the window
   * @param newFrames how many of them, at its end, no earlier window of this run has had
   * @throws IndexOutOfBoundsException if the window leaves the array, or holds fewer than {@code
   *     newFrames}
   */
  public Heard hear(byte[] columns, int start, int frames, int newFrames) {
    Objects.checkFromIndexSize(frames - newFrames, newFrames, frames);
    int bands = frontEnd.bands();
    float[] before = statistics.row();
    double share = activity.speechShare(columns, start * bands, frames);
    if (activity.isSpeech(share)) {
      for (int frame = start + frames - newFrames; frame < start + frames; frame++) {
        statistics.add(columns, frame * bands);
      }
    }
    return new Heard(start, share, before);
  }

  /**
   * Hears an utterance, an unbroken run of its own: what the same sensor says next, after a pause
   * or in a new session, is a further call.
   *
   * @param columns levels of the whole utterance, {@code [frames][bands]}
   * @param starts first columns of its windows, ascending, each a column of the utterance; a window
   *     that the utterance is too short for ends with it, however it is padded for a network
   * @return the windows in their order
   * @throws IllegalArgumentException if the starts do not ascend, or the levels are not whole
   *     columns
   * @throws IndexOutOfBoundsException if a window starts outside the utterance
   */
  public List<Heard> hear(byte[] columns, int[] starts) {
    if (columns.length % frontEnd.bands() != 0) {
      throw new IllegalArgumentException(
          columns.length + " levels are not whole columns of " + frontEnd.bands() + " bands");
    }
    int all = columns.length / frontEnd.bands();
    var windows = new ArrayList<Heard>(starts.length);
    int heard = 0;
    int previous = -1;
    for (int start : starts) {
      if (start <= previous) {
        throw new IllegalArgumentException(
            "a window starts at column " + start + ", not after " + previous);
      }
      Objects.checkIndex(start, all);
      int end = Math.min(all, start + frontEnd.windowFrames());
      windows.add(hear(columns, start, end - start, end - Math.max(heard, start)));
      heard = end;
      previous = start;
    }
    return windows;
  }
}
