package io.tenor.audio;

/** The decoding tables of ITU-T G.711, computed by its formulas, on the 16-bit scale. */
final class G711 {
  private static final short[] MULAW = new short[256];
  private static final short[] ALAW = new short[256];

  static {
    for (int code = 0; code < 256; code++) {
      MULAW[code] = (short) decodeMulaw(code);
      ALAW[code] = (short) decodeAlaw(code);
    }
  }

  private G711() {}

  static short mulaw(byte code) {
    return MULAW[code & 0xff];
  }

  static short alaw(byte code) {
    return ALAW[code & 0xff];
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
