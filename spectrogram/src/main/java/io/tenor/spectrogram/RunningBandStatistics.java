package io.tenor.spectrogram;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Mean and deviation of each band's level over what a sensor has heard so far, slowly forgetting
 * what is long ago. They depend on the columns added and on nothing else, to the last bit.
 *
 * <p>With n the columns so far, the prior's weight among them, but never more than {@code
 * memoryFrames}, and x the level of a new column:
 *
 * <pre>
 * n        = min(n + 1, memoryFrames)
 * delta    = x - mean
 * mean     = mean + delta / n
 * variance = variance + (delta * (x - mean) - variance) / n      with the new mean
 * </pre>
 *
 * <p>This is Welford's update of the population variance (B. P. Welford, Technometrics 4(3), 1962)
 * until n reaches {@code memoryFrames}, and from then on the exponentially weighted mean and
 * variance of weight {@code 1 / memoryFrames} (T. Finch, Incremental calculation of weighted mean
 * and variance, 2009).
 *
 * <p>One for each sensor; allocates nothing for a column; not thread-safe.
 */
public final class RunningBandStatistics {

  /** The smallest variance given out: one level, so that a band that never moves stays small. */
  private static final double MIN_VARIANCE = 1;

  private static final byte STATE_VERSION = 1;
  private static final int STATE_HEADER_BYTES = 1 + Integer.BYTES;

  private final int memoryFrames;
  private final double[] mean;
  private final double[] variance;
  private int frames;

  /** The statistics of a sensor that has not been heard: those of the training set. */
  public RunningBandStatistics(SensorNormalisation prior) {
    memoryFrames = prior.memoryFrames();
    frames = prior.priorFrames();
    float[] means = prior.mean();
    float[] deviations = prior.deviation();
    mean = new double[means.length];
    variance = new double[means.length];
    for (int band = 0; band < means.length; band++) {
      mean[band] = means[band];
      variance[band] = (double) deviations[band] * deviations[band];
    }
  }

  /** Number of bands. */
  public int bands() {
    return mean.length;
  }

  /**
   * Adds one column.
   *
   * @param levels holds {@link #bands} unsigned levels from {@code offset} on
   * @throws IndexOutOfBoundsException if the column leaves the array
   */
  public void add(byte[] levels, int offset) {
    Objects.checkFromIndexSize(offset, mean.length, levels.length);
    frames = Math.min(frames + 1, memoryFrames);
    for (int band = 0; band < mean.length; band++) {
      double level = levels[offset + band] & 0xff;
      double delta = level - mean[band];
      mean[band] += delta / frames;
      variance[band] += (delta * (level - mean[band]) - variance[band]) / frames;
    }
  }

  /**
   * Writes a row {@code [2, bands]} of a model's input {@link ModelMetadata#STATISTICS}: the means,
   * then the standard deviations, none of which is below one level.
   *
   * @param out receives {@code 2 * bands} values from {@code offset} on
   * @throws IndexOutOfBoundsException if they leave the array
   */
  public void write(float[] out, int offset) {
    int bands = mean.length;
    Objects.checkFromIndexSize(offset, 2 * bands, out.length);
    for (int band = 0; band < bands; band++) {
      out[offset + band] = (float) mean[band];
      out[offset + bands + band] = (float) Math.sqrt(Math.max(variance[band], MIN_VARIANCE));
    }
  }

  /** A new row {@code [2, bands]}, see {@link #write}. */
  public float[] row() {
    float[] row = new float[2 * mean.length];
    write(row, 0);
    return row;
  }

  /** What {@link #restore} needs to go on to the last bit: 5 bytes and 16 for each band. */
  public byte[] state() {
    var out = ByteBuffer.allocate(STATE_HEADER_BYTES + 2 * mean.length * Double.BYTES);
    out.put(STATE_VERSION).putInt(frames);
    for (double value : mean) {
      out.putDouble(value);
    }
    for (double value : variance) {
      out.putDouble(value);
    }
    return out.array();
  }

  /**
   * Goes on where the statistics with this {@link #state} stood.
   *
   * @throws IllegalArgumentException if it is not a state of statistics of so many bands and such a
   *     memory
   */
  public void restore(byte[] state) {
    boolean sized = state.length == STATE_HEADER_BYTES + 2 * mean.length * Double.BYTES;
    var in = ByteBuffer.wrap(state);
    if (!sized || in.get() != STATE_VERSION) {
      throw new IllegalArgumentException(
          "These " + state.length + " bytes are not statistics of " + mean.length + " bands");
    }
    int restored = in.getInt();
    if (restored < 0 || restored > memoryFrames) {
      throw new IllegalArgumentException(
          "The statistics of a sensor count " + restored + " frames, not 0 to " + memoryFrames);
    }
    frames = restored;
    in.asDoubleBuffer().get(mean).get(variance);
  }
}
