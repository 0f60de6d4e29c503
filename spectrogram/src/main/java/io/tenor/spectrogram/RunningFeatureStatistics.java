package io.tenor.spectrogram;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Mean and variance of what a model pooled over a sensor's windows so far, slowly forgetting what
 * is long ago: the one rule that the monitor and the trainer's evaluation both follow. Only windows
 * with speech in them ({@link VoiceActivity#isSpeech}) that stands out ({@link
 * VoiceActivity#standsOut}) belong in, each after it was judged.
 *
 * <p>The update is that of {@link RunningBandStatistics}, with windows in the place of columns.
 * Each value is rounded to a float after every window, so that what is stored is what is in memory:
 * at a memory of a thousand windows a float still holds four digits of the smallest step.
 *
 * <p>One for each sensor; not thread-safe.
 */
public final class RunningFeatureStatistics {

  private static final byte STATE_VERSION = 1;
  private static final int STATE_HEADER_BYTES = 1 + Integer.BYTES;

  private final int memoryWindows;
  private final float[] mean;
  private final float[] variance;
  private int windows;

  /** The statistics of a sensor that has not been heard: those of the training set. */
  public RunningFeatureStatistics(FeatureNormalisation prior) {
    memoryWindows = prior.memoryWindows();
    windows = prior.priorWindows();
    mean = prior.featureMean();
    variance = prior.featureVariance();
  }

  /** Number of features. */
  public int features() {
    return mean.length;
  }

  /**
   * Adds one window.
   *
   * @param features what was pooled over it, {@link #features} values
   * @throws IllegalArgumentException if there are fewer or more
   */
  public void add(float[] features) {
    if (features.length != mean.length) {
      throw new IllegalArgumentException(
          "A window has " + features.length + " features, not " + mean.length);
    }
    windows = Math.min(windows + 1, memoryWindows);
    for (int i = 0; i < mean.length; i++) {
      double delta = (double) features[i] - mean[i];
      double moved = mean[i] + delta / windows;
      variance[i] = (float) (variance[i] + (delta * (features[i] - moved) - variance[i]) / windows);
      mean[i] = (float) moved;
    }
  }

  /**
   * Writes a row {@code [2, features]} of a model's input {@link ModelMetadata#PAST}: the means,
   * then the variances.
   *
   * @param out receives {@code 2 * features} values from {@code offset} on
   * @throws IndexOutOfBoundsException if they leave the array
   */
  public void write(float[] out, int offset) {
    Objects.checkFromIndexSize(offset, 2 * mean.length, out.length);
    System.arraycopy(mean, 0, out, offset, mean.length);
    System.arraycopy(variance, 0, out, offset + mean.length, mean.length);
  }

  /** A new row {@code [2, features]}, see {@link #write}. */
  public float[] row() {
    float[] row = new float[2 * mean.length];
    write(row, 0);
    return row;
  }

  /** What {@link #restore} needs to go on to the last bit: 5 bytes and 8 for each feature. */
  public byte[] state() {
    var out = ByteBuffer.allocate(STATE_HEADER_BYTES + 2 * mean.length * Float.BYTES);
    out.put(STATE_VERSION).putInt(windows);
    out.asFloatBuffer().put(mean).put(variance);
    return out.array();
  }

  /** Whether this is a {@link #state} of statistics of so many features and such a memory. */
  public boolean fits(byte[] state) {
    if (state.length != STATE_HEADER_BYTES + 2 * mean.length * Float.BYTES) {
      return false;
    }
    var in = ByteBuffer.wrap(state);
    boolean ours = in.get() == STATE_VERSION;
    int counted = in.getInt();
    return ours && counted >= 0 && counted <= memoryWindows;
  }

  /**
   * Goes on where the statistics with this {@link #state} stood.
   *
   * @throws IllegalArgumentException if it does not {@link #fits fit}
   */
  public void restore(byte[] state) {
    if (!fits(state)) {
      throw new IllegalArgumentException(
          "These %d bytes are not statistics of %d features over at most %d windows"
              .formatted(state.length, mean.length, memoryWindows));
    }
    var in = ByteBuffer.wrap(state).position(1);
    windows = in.getInt();
    in.asFloatBuffer().get(mean).get(variance);
  }
}
