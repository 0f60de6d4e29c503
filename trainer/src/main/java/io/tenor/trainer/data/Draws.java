package io.tenor.trainer.data;

import java.util.SplittableRandom;

/**
 * A random order of some items for every pass over them; pass p depends on the seed and p alone.
 */
final class Draws {

  private final int count;
  private final long seed;
  private int[] order = new int[0];
  private long orderPass = -1;

  Draws(int count, long seed) {
    this.count = count;
    this.seed = seed;
  }

  /** Which of the items comes at this place of the endless row of passes. */
  int item(long draw) {
    long pass = draw / count;
    if (pass != orderPass) {
      order = permutation(count, new SplittableRandom(mix(~seed, pass)));
      orderPass = pass;
    }
    return order[(int) (draw % count)];
  }

  private static int[] permutation(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** A seed for the {@code counter}-th of many sources of randomness. */
  static long mix(long seed, long counter) {
    return seed * 0x9E3779B97F4A7C15L + counter * 0xD1B54A32D192ED03L;
  }
}
