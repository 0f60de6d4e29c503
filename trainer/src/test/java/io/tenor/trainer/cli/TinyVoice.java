package io.tenor.trainer.cli;

import java.util.Random;

/** A buzz whose pitch and loudness tell the emotion: enough to train on for a few steps. */
final class TinyVoice {

  private static final int RATE = 16_000;

  private TinyVoice() {}

  /** Half a second to one second of emotion number {@code emotion} by a speaker. */
  static short[] say(int emotion, int speaker) {
    Random random = new Random(31L * speaker + emotion);
    short[] samples = new short[RATE / 2 + random.nextInt(RATE / 2)];
    double pitch = 90 + 25 * emotion + speaker;
    double phase = 0;
    for (int n = 0; n < samples.length; n++) {
      phase += pitch * (1 + 0.1 * Math.sin(6.0 * n / RATE * (1 + emotion))) / RATE;
      double saw = 2 * (phase - Math.floor(phase)) - 1;
      samples[n] = (short) (saw * (1_000 + 1_500 * emotion) + 40 * random.nextGaussian());
    }
    return samples;
  }
}
