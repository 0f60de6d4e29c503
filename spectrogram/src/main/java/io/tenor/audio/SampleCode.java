package io.tenor.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How one sample is written in bytes, little endian unless it says otherwise. */
enum SampleCode {
  /** Unsigned, 128 is zero. */
  U8(1) {
    @Override
    int read(byte[] data, int at) {
      return ((data[at] & 0xff) - 128) << 8;
    }
  },
  S16(2) {
    @Override
    int read(byte[] data, int at) {
      return (data[at] & 0xff) | (data[at + 1] << 8);
    }

    @Override
    short[] mono(byte[] data, int offset, int length, int channels) {
      if (channels > 1) {
        return super.mono(data, offset, length, channels);
      }
      // What most sensors send: nothing is to be computed, so the bytes are taken over at once.
      short[] mono = new short[length / Short.BYTES];
      ByteBuffer.wrap(data, offset, length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(mono);
      return mono;
    }
  },
  /** Rounded to 16 bits. */
  S24(3) {
    @Override
    int read(byte[] data, int at) {
      int value = (data[at] & 0xff) | ((data[at + 1] & 0xff) << 8) | (data[at + 2] << 16);
      return Math.min(Short.MAX_VALUE, (value + 128) >> 8);
    }
  },
  /** Rounded to 16 bits. */
  S32(4) {
    @Override
    int read(byte[] data, int at) {
      return (int) Math.min(Short.MAX_VALUE, (bits(data, at) + (1L << 15)) >> 16);
    }
  },
  /** As it goes over a network: the high byte first. */
  S16_BIG(2) {
    @Override
    int read(byte[] data, int at) {
      return (data[at] << 8) | (data[at + 1] & 0xff);
    }
  },
  /** Full scale is -1 to 1; clipped, and not-a-number is zero. */
  F32(4) {
    @Override
    int read(byte[] data, int at) {
      int value = Math.round(Float.intBitsToFloat(bits(data, at)) * 32_768);
      return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
  },
  /** Likewise. */
  F64(8) {
    @Override
    int read(byte[] data, int at) {
      long bits = Integer.toUnsignedLong(bits(data, at)) | ((long) bits(data, at + 4) << 32);
      long value = Math.round(Double.longBitsToDouble(bits) * 32_768);
      return (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
  },
  MULAW(1) {
    @Override
    int read(byte[] data, int at) {
      return G711.mulaw(data[at]);
    }
  },
  ALAW(1) {
    @Override
    int read(byte[] data, int at) {
      return G711.alaw(data[at]);
    }
  };

  private final int bytes;

  SampleCode(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /**
   * Decodes interleaved frames to mono, each the mean of its channels, of which every second is
   * inverted; empty if there is one channel.
   *
   * @param length bytes, a multiple of {@code channels * bytes()}
   */
  short[] difference(byte[] data, int offset, int length, int channels) {
    short[] difference = new short[channels == 1 ? 0 : length / (channels * bytes)];
    int at = offset;
    for (int n = 0; n < difference.length; n++) {
      int sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        int sample = read(data, at);
        sum += channel % 2 == 0 ? sample : -sample;
        at += bytes;
      }
      int mean = Math.floorDiv(2 * sum + channels, 2 * channels);
      difference[n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, mean));
    }
    return difference;
  }

  private static int bits(byte[] data, int at) {
    return (data[at] & 0xff)
        | ((data[at + 1] & 0xff) << 8)
        | ((data[at + 2] & 0xff) << 16)
        | (data[at + 3] << 24);
  }

  /** The sample at {@code data[at]}, -32768 to 32767. */
  abstract int read(byte[] data, int at);

  /**
   * Decodes interleaved frames to mono, each the mean of its channels, halves rounded up.
   *
   * @param length bytes, a multiple of {@code channels * bytes()}
   */
  short[] mono(byte[] data, int offset, int length, int channels) {
    short[] mono = new short[length / (channels * bytes)];
    int at = offset;
    for (int n = 0; n < mono.length; n++) {
      int sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += read(data, at);
        at += bytes;
      }
      mono[n] = (short) Math.floorDiv(2 * sum + channels, 2 * channels);
    }
    return mono;
  }
}
