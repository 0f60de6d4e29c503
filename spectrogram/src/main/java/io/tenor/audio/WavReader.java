package io.tenor.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the chunks of a RIFF WAVE file (Microsoft and IBM, Multimedia Programming Interface and
 * Data Specifications 1.0, 1991; Microsoft, Multiple Channel Audio Data and WAVE Files, 2001).
 */
final class WavReader {
  private static final int CODE_PCM = 1;
  private static final int CODE_FLOAT = 3;
  private static final int CODE_ALAW = 6;
  private static final int CODE_MULAW = 7;
  private static final int CODE_EXTENSIBLE = 0xfffe;

  /** Offset of the sub-format in an extensible fmt chunk; its first two bytes are the code. */
  private static final int SUB_FORMAT = 24;

  private static final int MAX_RATE_HZ = 384_000;

  /** What a program that pipes a WAV file writes, as it cannot know the length. */
  private static final long UNKNOWN_SIZE = 0xffff_ffffL;

  /** The facts of a fmt chunk. */
  private record Format(SampleCode code, String encoding, int channels, int sampleRateHz) {
    int frameBytes() {
      return channels * code.bytes();
    }
  }

  private WavReader() {}

  static WavFile read(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || !tag(in, 0).equals("RIFF") || !tag(in, 8).equals("WAVE")) {
      throw new IllegalArgumentException(
          "This is not a WAV file, since it does not begin with RIFF and WAVE: convert it to one");
    }
    Format format = null;
    long at = 12;
    while (at + 8 <= bytes.length) {
      String tag = tag(in, (int) at);
      long size = Integer.toUnsignedLong(in.getInt((int) at + 4));
      int body = (int) at + 8;
      if (tag.equals("fmt ")) {
        format = format(in, body, size);
      } else if (tag.equals("data")) {
        return data(bytes, body, size, format);
      }
      at = body + size + (size & 1);
    }
    throw new IllegalArgumentException(
        "This WAV file ends before its samples begin (no data chunk): record or copy it again");
  }

  private static WavFile data(byte[] bytes, int body, long declared, Format format) {
    if (format == null) {
      throw new IllegalArgumentException(
          "This WAV file does not say how its samples are written (no fmt chunk before the data):"
              + " record or convert it again");
    }
    int there = bytes.length - body;
    long size = declared == UNKNOWN_SIZE ? there : declared;
    if (size > there) {
      throw new IllegalArgumentException(
          "This WAV file is truncated: it declares "
              + size
              + " bytes of samples and holds "
              + there
              + "; record or copy it again");
    }
    if (size % format.frameBytes() != 0) {
      throw new IllegalArgumentException(
          "This WAV file ends inside a frame: "
              + size
              + " bytes of samples are not whole frames of "
              + format.frameBytes()
              + " bytes; record or copy it again");
    }
    short[] samples = format.code.mono(bytes, body, (int) size, format.channels);
    return new WavFile(format.sampleRateHz, format.channels, format.encoding, samples);
  }

  private static Format format(ByteBuffer in, int body, long size) {
    if (size < 16 || body + size > in.limit()) {
      throw new IllegalArgumentException(
          "This WAV file has a broken fmt chunk of " + size + " bytes: record or convert it again");
    }
    int code = Short.toUnsignedInt(in.getShort(body));
    if (code == CODE_EXTENSIBLE && size >= SUB_FORMAT + 2) {
      code = Short.toUnsignedInt(in.getShort(body + SUB_FORMAT));
    }
    int channels = Short.toUnsignedInt(in.getShort(body + 2));
    int rate = in.getInt(body + 4);
    int frameBytes = Short.toUnsignedInt(in.getShort(body + 12));
    int bits = Short.toUnsignedInt(in.getShort(body + 14));
    SampleCode samples = code(code, bits);
    if (channels < 1 || channels > PcmFormat.MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "This WAV file has "
              + channels
              + " channels, not 1 to "
              + PcmFormat.MAX_CHANNELS
              + ": mix it down");
    }
    if (rate < 1 || rate > MAX_RATE_HZ) {
      throw new IllegalArgumentException(
          "This WAV file has a sample rate of "
              + Integer.toUnsignedString(rate)
              + " Hz, not 1 to "
              + MAX_RATE_HZ
              + ": record or convert it again");
    }
    if (frameBytes != channels * samples.bytes()) {
      throw new IllegalArgumentException(
          "This WAV file contradicts itself: frames of "
              + frameBytes
              + " bytes cannot hold "
              + channels
              + " channel(s) of "
              + bits
              + " bits; convert it again");
    }
    return new Format(samples, name(samples), channels, rate);
  }

  private static SampleCode code(int code, int bits) {
    if (code == CODE_PCM && bits == 8) {
      return SampleCode.U8;
    } else if (code == CODE_PCM && bits == 16) {
      return SampleCode.S16;
    } else if (code == CODE_PCM && bits == 24) {
      return SampleCode.S24;
    } else if (code == CODE_FLOAT && bits == 32) {
      return SampleCode.F32;
    } else if (code == CODE_MULAW && bits == 8) {
      return SampleCode.MULAW;
    } else if (code == CODE_ALAW && bits == 8) {
      return SampleCode.ALAW;
    }
    throw new IllegalArgumentException(
        "This WAV file has samples of format "
            + code
            + " with "
            + bits
            + " bits, which are not supported: convert it to 16-bit PCM");
  }

  private static String name(SampleCode code) {
    return switch (code) {
      case U8 -> "pcm-8";
      case S16 -> "pcm-16";
      case S24 -> "pcm-24";
      case F32 -> "float-32";
      case MULAW -> "mulaw";
      case ALAW -> "alaw";
    };
  }

  private static String tag(ByteBuffer in, int at) {
    byte[] tag = new byte[4];
    in.get(at, tag);
    return new String(tag, StandardCharsets.ISO_8859_1);
  }
}
