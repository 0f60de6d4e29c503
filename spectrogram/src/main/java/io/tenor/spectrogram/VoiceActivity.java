package io.tenor.spectrogram;

import java.util.Arrays;

/** How much of a window is speech: columns that stand out of the window's own noise floor. */
public final class VoiceActivity {

  private static final double ABSOLUTE_DB = -60;
  private static final double ABOVE_FLOOR_DB = 9;
  private static final double MIN_SHARE = 0.15;

  private final FrontEnd frontEnd;

  /** For levels of this front end. */
  public VoiceActivity(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
  }

  /** Share of columns that are speech, 0 to 1; {@code columns} is [frames][bands]. */
  public double speechShare(byte[] columns, int offset, int frames) {
    int bands = frontEnd.bands();
    double step = (frontEnd.ceilingDb() - frontEnd.floorDb()) / 255;
    var loudest = new double[frames];
    for (int frame = 0; frame < frames; frame++) {
      int max = 0;
      for (int band = 0; band < bands; band++) {
        max = Math.max(max, columns[offset + frame * bands + band] & 0xff);
      }
      loudest[frame] = frontEnd.floorDb() + max * step;
    }
    var sorted = loudest.clone();
    Arrays.sort(sorted);
    double threshold = Math.max(ABSOLUTE_DB, sorted[frames / 10] + ABOVE_FLOOR_DB);
    return (double) Arrays.stream(loudest).filter(db -> db > threshold).count() / frames;
  }

  /** Whether a window of this share is worth scoring. */
  public boolean isSpeech(double share) {
    return share >= MIN_SHARE;
  }
}
