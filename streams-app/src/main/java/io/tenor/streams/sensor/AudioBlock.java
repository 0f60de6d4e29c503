package io.tenor.streams.sensor;

import io.tenor.audio.PcmFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Consecutive samples of one source.
 *
 * @param sampleRateHz one of {@link PcmFormat#SAMPLE_RATES_HZ}
 * @param samples mono, at least one; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Audio is large, and nobody compares two blocks.
public record AudioBlock(int sampleRateHz, short[] samples) {

  /** Checks that there is a sample. */
  public AudioBlock {
    if (samples.length == 0) {
      throw new IllegalArgumentException("A block of audio has no sample");
    }
  }

  /** How the {@link #bytes} are to be read. */
  public PcmFormat format() {
    return new PcmFormat(sampleRateHz, PcmFormat.Encoding.S16LE, 1);
  }

  /** The samples as they travel: 16-bit little-endian. */
  public byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }
}
