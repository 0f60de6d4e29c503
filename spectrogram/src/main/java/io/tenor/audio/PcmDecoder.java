package io.tenor.audio;

/** Turns the bytes of a raw audio chunk into mono samples at the source's rate. */
public final class PcmDecoder {
  private PcmDecoder() {}

  /**
   * Decodes and mixes down to the mean of the channels. Floats are clipped to full scale, and what
   * is not a number is 0.
   *
   * @param data whole frames
   * @return one 16-bit sample a frame
   * @throws IllegalArgumentException if the last frame is not whole
   */
  public static short[] decode(byte[] data, PcmFormat format) {
    check(data, format);
    return format.encoding().code().mono(data, 0, data.length, format.channels());
  }

  /**
   * Decodes and mixes down in both ways.
   *
   * @param data whole frames
   * @throws IllegalArgumentException if the last frame is not whole
   */
  public static Mix mix(byte[] data, PcmFormat format) {
    short[] mean = decode(data, format);
    short[] difference =
        format.encoding().code().difference(data, 0, data.length, format.channels());
    return new Mix(format.sampleRateHz(), mean, difference);
  }

  private static void check(byte[] data, PcmFormat format) {
    if (data.length % format.frameBytes() != 0) {
      throw new IllegalArgumentException(
          "The chunk has "
              + data.length
              + " bytes, not whole frames of "
              + format.frameBytes()
              + " bytes as "
              + format.contentType()
              + " has them: send whole frames, or the right content type");
    }
  }
}
