package io.tenor.audio;

/** ITU-T G.711 by its formulas, on the 16-bit scale: samples in eight bits, and back. */
public final class G711 {
  /** The highest magnitude that mu-law has a segment for. */
  private static final int MOST_MULAW = 32_635;

  private static final short[] MULAW = new short[256];
  private static final short[] ALAW = new short[256];

  static {
    for (int code = 0; code < 256; code++) {
      MULAW[code] = (short) decodeMulaw(code);
      ALAW[code] = (short) decodeAlaw(code);
    }
  }

  private G711() {}

  /** The sample of a mu-law code. */
  public static short mulaw(byte code) {
    return MULAW[code & 0xff];
  }

  /** The sample of an A-law code. */
  public static short alaw(byte code) {
    return ALAW[code & 0xff];
  }

  /** The mu-law code of a sample: what it stands for is within half a step of it. */
  public static byte toMulaw(short sample) {
    int magnitude = Math.min(MOST_MULAW, Math.abs((int) sample)) + 132;
    int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
    int bits = (segment << 4) | ((magnitude >> (segment + 3)) & 15);
    return (byte) ~(sample < 0 ? bits | 0x80 : bits);
  }

  /** The A-law code of a sample: what it stands for is within half a step of it. */
  public static byte toAlaw(short sample) {
    int magnitude = sample < 0 ? -1 - sample : sample;
    int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
    int bits = (segment << 4) | ((magnitude >> Math.max(4, segment + 3)) & 15);
    return (byte) ((sample < 0 ? bits : bits | 0x80) ^ 0x55);
  }

  /** All bits inverted; sign, 3 bits of segment, 4 bits of step; bias 132. */
  private static int decodeMulaw(int code) {
    int bits = ~code & 0xff;
    int segment = (bits >> 4) & 7;
    int magnitude = ((((bits & 15) << 3) + 132) << segment) - 132;
    return (bits & 0x80) != 0 ? -magnitude : magnitude;
  }

  /** Even bits inverted; the sign bit set means positive; segments 0 and 1 have the same step. */
  private static int decodeAlaw(int code) {
    int bits = code ^ 0x55;
    int segment = (bits >> 4) & 7;
    int magnitude = ((bits & 15) << 4) + 8;
    if (segment > 0) {
      magnitude = (magnitude + 256) << (segment - 1);
    }
    return (bits & 0x80) != 0 ? magnitude : -magnitude;
  }
}
