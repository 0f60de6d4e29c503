package io.tenor.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

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

  /** Stands for a length that is in the chunk ds64. */
  private static final long SEE_DS64 = 0xffff_ffffL;

  /**
   * From here on a length that is not there is a placeholder of a program that pipes a WAV file, as
   * it cannot know it: sox has 0x7ffff000, arecord 0x80000000, others all ones or the largest
   * number less what is before the samples. No file that is read here is as long.
   */
  private static final long PLACEHOLDER = 0x7000_0000L;

  /** What may follow a chunk of odd length where its padding byte was forgotten. */
  private static final Set<String> TAGS =
      Set.of(
          "fmt ", "data", "LIST", "fact", "bext", "JUNK", "PEAK", "cue ", "smpl", "id3 ", "iXML");

  /** The facts of a fmt chunk. */
  private record Format(SampleCode code, String encoding, int channels, int sampleRateHz) {
    int frameBytes() {
      return channels * code.bytes();
    }
  }

  private WavReader() {}

  /** What a file holds, mixed down in both ways. */
  record Contents(int channels, String encoding, Mix mix) {}

  static Contents read(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    checkBeginning(in);
    Format format = null;
    long length64 = 0;
    long at = 12;
    while (at + 8 <= bytes.length) {
      String tag = tag(in, (int) at);
      long size = size(in, (int) at);
      int body = (int) at + 8;
      if (tag.equals("fmt ")) {
        format = format(in, body, size);
      } else if (tag.equals("ds64") && size >= 16 && body + 16 <= bytes.length) {
        length64 = in.getLong(body + 8);
      } else if (tag.equals("data")) {
        long length = size == SEE_DS64 && length64 > 0 ? length64 : size;
        return data(bytes, in, body, length, format);
      }
      at = next(in, body, size);
    }
    throw new IllegalArgumentException(
        at > bytes.length + 1L
            ? "This WAV file ends inside the chunk before its samples: record or copy it again"
            : "This WAV file ends before its samples begin (no data chunk): record or copy it"
                + " again");
  }

  private static void checkBeginning(ByteBuffer in) {
    boolean long64 = in.limit() >= 12 && (tag(in, 0).equals("RF64") || tag(in, 0).equals("BW64"));
    boolean wave = in.limit() >= 12 && tag(in, 8).equals("WAVE");
    if (wave && tag(in, 0).equals("RIFX")) {
      throw new IllegalArgumentException(
          "This is a big-endian WAV file (RIFX), which is not supported: convert it to RIFF");
    }
    if (!wave || !(long64 || tag(in, 0).equals("RIFF"))) {
      throw new IllegalArgumentException(
          "This is not a WAV file, since it does not begin with RIFF and WAVE: convert it to one");
    }
  }

  private static long size(ByteBuffer in, int at) {
    return Integer.toUnsignedLong(in.getInt(at + 4));
  }

  /** Where the chunk after one begins: behind a padding byte if its length is odd. */
  private static long next(ByteBuffer in, int body, long size) {
    long end = body + size;
    boolean even = (size & 1) == 0;
    boolean forgotten = !even && isKnown(in, end) && !isKnown(in, end + 1);
    return even || forgotten ? end : end + 1;
  }

  private static boolean isKnown(ByteBuffer in, long at) {
    return at + 4 <= in.limit() && TAGS.contains(tag(in, (int) at));
  }

  private static Contents data(
      byte[] bytes, ByteBuffer in, int body, long declared, Format format) {
    if (format == null) {
      throw new IllegalArgumentException(
          "This WAV file does not say how its samples are written (no fmt chunk before the data):"
              + " record or convert it again");
    }
    int there = length(in, body, declared, format.frameBytes());
    int whole = there - there % format.frameBytes();
    short[] mean = format.code.mono(bytes, body, whole, format.channels);
    short[] difference = format.code.difference(bytes, body, whole, format.channels);
    var mix = new Mix(format.sampleRateHz, mean, difference);
    return new Contents(format.channels, format.encoding, mix);
  }

  /** How many bytes of samples there are. */
  private static int length(ByteBuffer in, int body, long declared, int frameBytes) {
    int there = in.limit() - body;
    if (declared == 0 && !onlyChunks(in, body)) {
      return there; // the program that was to write the length at the end never did
    }
    if (declared <= there) {
      return (int) declared;
    }
    if (declared >= PLACEHOLDER || declared - there < frameBytes) {
      return there;
    }
    throw new IllegalArgumentException(
        "This WAV file is truncated: it declares "
            + declared
            + " bytes of samples and holds "
            + there
            + "; record or copy it again");
  }

  /** Whether there is nothing from here on but whole chunks, if anything. */
  private static boolean onlyChunks(ByteBuffer in, int from) {
    long at = from;
    while (at + 8 <= in.limit() && isKnown(in, at)) {
      at = next(in, (int) at + 8, size(in, (int) at));
    }
    return at == in.limit() || at == in.limit() + 1L;
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
    SampleCode samples = code(code, bits, channels == 0 ? 0 : frameBytes / channels);
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

  /**
   * How samples are written.
   *
   * @param container bytes of a sample as the frames have it; its low bits may be unused
   */
  private static SampleCode code(int code, int bits, int container) {
    boolean padded = container > 1 && bits > 8 * (container - 1) && bits <= 8 * container;
    int width = code == CODE_PCM && padded ? 8 * container : bits;
    if (code == CODE_PCM && width == 8) {
      return SampleCode.U8;
    } else if (code == CODE_PCM && width == 16) {
      return SampleCode.S16;
    } else if (code == CODE_PCM && width == 24) {
      return SampleCode.S24;
    } else if (code == CODE_PCM && width == 32) {
      return SampleCode.S32;
    } else if (code == CODE_FLOAT && bits == 32) {
      return SampleCode.F32;
    } else if (code == CODE_FLOAT && bits == 64) {
      return SampleCode.F64;
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
      case S16_BIG -> "pcm-16-be";
      case S24 -> "pcm-24";
      case S32 -> "pcm-32";
      case F32 -> "float-32";
      case F64 -> "float-64";
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
