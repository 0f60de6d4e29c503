package io.tenor.trainer.network;

/**
 * One window as the monitor gives it to a network.
 *
 * @param levels 8-bit levels, {@code [bands][frames]}
 * @param statistics {@code [2, bands]}: mean and deviation of each band in what the window's sensor
 *     has heard before it; empty for a network that does not adapt
 * @param past {@code [2, features]}: mean and variance of the network's pooled features over the
 *     sensor's windows before it; empty for a network that does not adapt
 */
@SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
public record InputWindow(byte[] levels, float[] statistics, float[] past) {

  /** A window for a network that does not adapt. */
  public static InputWindow of(byte[] levels) {
    return new InputWindow(levels, new float[0], new float[0]);
  }

  /** The same window with another past of pooled features. */
  public InputWindow after(float[] pooledPast) {
    return new InputWindow(levels, statistics, pooledPast);
  }

  /** Copies the levels as numbers from 0 to 255. */
  public void write(float[] into, int offset) {
    for (int i = 0; i < levels.length; i++) {
      into[offset + i] = Byte.toUnsignedInt(levels[i]);
    }
  }
}
