package io.tenor.streams.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes of bytes that are right some that are not. The same random numbers do the same. */
final class Damage {

  /** Numbers at which counters, lengths and times end. */
  private static final List<Long> ENDS =
      List.of(
          0L,
          1L,
          -1L,
          0x7fL,
          0x80L,
          0xffL,
          0x7fffL,
          0x8000L,
          0xffffL,
          0x7fff_f000L,
          0x7fff_ffffL,
          0x8000_0000L,
          0xffff_ffffL,
          1L << 32,
          1L << 42,
          1L << 43,
          1L << 53,
          Long.MAX_VALUE,
          Long.MIN_VALUE);

  private Damage() {}

  /** One of these. */
  static <T> T oneOf(RandomGenerator random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** A number at or beside an end. */
  static long end(RandomGenerator random) {
    return oneOf(random, ENDS) + random.nextInt(3) - 1;
  }

  /** Any bytes, fewer than that. */
  static byte[] bytes(RandomGenerator random, int below) {
    var bytes = new byte[random.nextInt(below)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A copy in which a few things are wrong. */
  static byte[] of(RandomGenerator random, byte[] sound) {
    var bytes = sound.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      bytes = once(random, bytes);
    }
    return bytes;
  }

  private static byte[] once(RandomGenerator random, byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 3 -> {
        return Arrays.copyOfRange(bytes, at, bytes.length + random.nextInt(3));
      }
      case 4 -> {
        long number = end(random);
        for (int i = 0; i < Math.min(4, bytes.length - at); i++) {
          bytes[at + i] = (byte) (number >>> (8 * i));
        }
      }
      default -> {
        var longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(16));
        System.arraycopy(bytes, at, longer, longer.length - (bytes.length - at), bytes.length - at);
        return longer;
      }
    }
    return bytes;
  }
}
