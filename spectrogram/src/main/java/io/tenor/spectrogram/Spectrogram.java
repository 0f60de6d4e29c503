package io.tenor.spectrogram;

/** The spectrogram of a whole recording. */
public final class Spectrogram {
  private Spectrogram() {}

  /**
   * Computes every whole column.
   *
   * @param samples mono at the front end's rate
   * @return {@code [frames][bands]} unsigned levels, frame after frame, each from low to high
   *     frequency; empty if the samples are shorter than a frame
   */
  public static byte[] levels(FrontEnd f, short[] samples) {
    return levels(new LevelExtractor(f), samples);
  }

  /** The same with an extractor that is kept for many short recordings. */
  public static byte[] levels(LevelExtractor extractor, short[] samples) {
    FrontEnd f = extractor.frontEnd();
    byte[] levels = new byte[f.frames(samples.length) * f.bands()];
    for (int frame = 0; frame * f.bands() < levels.length; frame++) {
      extractor.column(samples, frame * f.hopSamples(), levels, frame * f.bands());
    }
    return levels;
  }
}
