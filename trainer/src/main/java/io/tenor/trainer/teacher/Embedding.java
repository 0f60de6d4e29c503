package io.tenor.trainer.teacher;

/**
 * What an encoder makes of a recording, in 8 bits a value: a tenth of the memory of floats, and as
 * good to learn from.
 *
 * @param values of each frame, at least 1
 * @param scale what one step of a byte is worth, above 0
 * @param steps frame after frame, 0 to 255 steps each
 */
@SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
public record Embedding(int values, float scale, byte[] steps) {

  private static final int MOST = 255;

  /** Refuses what is not a whole number of frames, at least one. */
  public Embedding {
    if (values < 1 || steps.length == 0 || steps.length % values != 0) {
      throw new IllegalArgumentException(
          "%d values are not frames of %d".formatted(steps.length, values));
    }
  }

  /**
   * Rounds an encoder's output; what is negative becomes 0, since its last layer is rectified.
   *
   * @param frames at least one, all of one length
   */
  static Embedding of(float[][] frames) {
    float highest = 1e-6f;
    for (float[] frame : frames) {
      for (float value : frame) {
        highest = Math.max(highest, value);
      }
    }
    int values = frames[0].length;
    float scale = highest / MOST;
    byte[] steps = new byte[frames.length * values];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) Math.max(0, Math.round(frames[i / values][i % values] / scale));
    }
    return new Embedding(values, scale, steps);
  }

  /** Number of frames. */
  public int frames() {
    return steps.length / values;
  }

  /**
   * Mean and deviation of each value over a part of the recording, looped as a window is.
   *
   * @param start where the part begins, as a share of the recording, 0 to 1
   * @param length how long it is, as a share; above 1 where it is longer than the recording
   * @param into receives the means and then the deviations from {@code offset} on
   */
  public void pool(double start, double length, float[] into, int offset) {
    int frames = frames();
    int first = (int) (start * frames);
    int count = Math.max(1, (int) Math.ceil((start + length) * frames) - first);
    for (int v = 0; v < values; v++) {
      double sum = 0;
      double squares = 0;
      for (int t = first; t < first + count; t++) {
        double value = scale * Byte.toUnsignedInt(steps[t % frames * values + v]);
        sum += value;
        squares += value * value;
      }
      double mean = sum / count;
      into[offset + v] = (float) mean;
      into[offset + values + v] = (float) Math.sqrt(Math.max(0, squares / count - mean * mean));
    }
  }
}
