package io.tenor.voice;

import java.util.Random;

/** White noise. */
final class Noise {
  private Noise() {}

  /** Uniform from -1 to 1. */
  static double next(Random random) {
    return random.nextInt() * 0x1p-31;
  }
}
