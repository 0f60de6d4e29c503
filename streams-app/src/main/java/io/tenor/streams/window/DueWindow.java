package io.tenor.streams.window;

/**
 * A complete window, with all that is needed to score it.
 *
 * @param id which one
 * @param levels its columns, [frames][bands] unsigned 8-bit levels; not to be changed
 * @param speechShare how much of it is speech, 0 to 1
 * @param statistics [2][bands]: means, then standard deviations of what the sensor said before, in
 *     levels; empty where the model does not ask; not to be changed
 * @param history tells statistics that were made for one model from those for another: {@link
 *     TimelineSettings#historyFingerprint}
 * @param fresh whether it is its sensor's first: nothing that is known of the sensor from before
 *     counts any more
 * @param heardFrames of an utterance that is shorter than a window, how many columns it has: the
 *     others are these again, from the first on; 0 for a whole window
 */
public record DueWindow(
    WindowId id,
    byte[] levels,
    double speechShare,
    float[] statistics,
    int history,
    boolean fresh,
    int heardFrames) {

  /** A whole window. */
  public DueWindow(
      WindowId id,
      byte[] levels,
      double speechShare,
      float[] statistics,
      int history,
      boolean fresh) {
    this(id, levels, speechShare, statistics, history, fresh, 0);
  }

  /**
   * The columns of an utterance again and again, as the model has learned utterances that are
   * shorter than a window (loop padding).
   *
   * @param levels [frames][bands], at least one frame
   * @param length of the window in levels
   */
  public static byte[] looped(byte[] levels, int length) {
    var window = new byte[length];
    for (int at = 0; at < length; at += levels.length) {
      System.arraycopy(levels, 0, window, at, Math.min(levels.length, length - at));
    }
    return window;
  }

  /** What has to be stored of it besides its columns, so that it can wait through a restart. */
  public WindowMarker marker() {
    return new WindowMarker(id, speechShare, statistics, history, fresh, heardFrames);
  }

  /** The same window as its sensor's first. */
  public DueWindow asFresh() {
    return new DueWindow(id, levels, speechShare, statistics, history, true, heardFrames);
  }

  /** The same window with other statistics. */
  public DueWindow with(float[] otherStatistics, int otherHistory) {
    return new DueWindow(
        id, levels, speechShare, otherStatistics, otherHistory, fresh, heardFrames);
  }
}
