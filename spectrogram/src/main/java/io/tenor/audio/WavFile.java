package io.tenor.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A WAV (RIFF) recording, mixed down to mono 16-bit samples at its own rate.
 *
 * @param sampleRateHz samples a second, 1 to 384000
 * @param channels that the file had before mixing, 1 to 8
 * @param encoding that the file had, such as {@code pcm-16} or {@code mulaw}
 * @param samples mono, the mean of the channels, or where these cancel each other their difference;
 *     not copied
 */
@SuppressWarnings("ArrayRecordComponent") // A recording is large, and nobody compares two.
public record WavFile(int sampleRateHz, int channels, String encoding, short[] samples) {
  private static final int HEADER_BYTES = 44;

  /** Length in seconds. */
  public double seconds() {
    return (double) samples.length / sampleRateHz;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one sentence that names the file, if it is not a WAV file
   *     of a supported kind, or truncated
   */
  public static WavFile read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return read(bytes);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads integer PCM of 8, 16, 24 or 32 bits, float of 32 or 64 bits, mu-law and A-law, also
   * inside {@code WAVE_FORMAT_EXTENSIBLE}; chunks it does not know are skipped. RF64 and BW64 are
   * read too. A length that was not known when the file was begun (0, or of 1.75 GiB or more) is
   * read as up to the end, and a last frame that is not whole is left out.
   *
   * @param bytes a whole file
   * @throws IllegalArgumentException in one sentence, if it is not a WAV file of a supported kind,
   *     or truncated
   */
  public static WavFile read(byte[] bytes) {
    var contents = WavReader.read(bytes);
    var mix = contents.mix();
    return new WavFile(mix.sampleRateHz(), contents.channels(), contents.encoding(), mix.heard());
  }

  /**
   * Reads the same where a file is a part of something longer, of which it cannot be said whether
   * its channels cancel each other.
   *
   * @param bytes a whole file
   * @throws IllegalArgumentException in one sentence, as {@link #read(byte[])}
   */
  public static Mix readPart(byte[] bytes) {
    return WavReader.read(bytes).mix();
  }

  /**
   * The bytes of a mono 16-bit PCM file.
   *
   * @param sampleRateHz samples a second, above 0
   */
  public static byte[] toBytes(int sampleRateHz, short[] samples) {
    int dataBytes = Math.multiplyExact(2, samples.length);
    var out =
        ByteBuffer.allocate(Math.addExact(HEADER_BYTES, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
    out.put(ascii("fmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) 1);
    out.putInt(sampleRateHz).putInt(2 * sampleRateHz);
    out.putShort((short) 2).putShort((short) 16);
    out.put(ascii("data")).putInt(dataBytes);
    out.asShortBuffer().put(samples);
    return out.array();
  }

  /**
   * Writes a mono 16-bit PCM file, over one that is there.
   *
   * @param sampleRateHz samples a second, above 0
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, int sampleRateHz, short[] samples) throws IOException {
    Files.write(file, toBytes(sampleRateHz, samples));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
