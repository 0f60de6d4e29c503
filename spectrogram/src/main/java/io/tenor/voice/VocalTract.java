package io.tenor.voice;

import java.util.Random;

/** Turns the source and the targets of {@link Sound}s into a sound that glides between them. */
final class VocalTract {
  private static final double[] BANDWIDTHS_HZ = {70, 100, 140, 200, 250, 300, 350, 400};
  private static final double HISS_BANDWIDTH_HZ = 1_400;
  private static final double HISS_GAIN = 1.2;
  private static final double HIGHEST_HZ = 7_700;
  private static final double FORMANT_SECONDS = 0.03;
  private static final double GATE_SECONDS = 0.01;

  private final int rateHz;
  private final Random random;
  private final Resonator[] formants = new Resonator[BANDWIDTHS_HZ.length];
  private final Resonator hiss = new Resonator();
  private final double formantStep;
  private final double gateStep;

  private double f1 = 500;
  private double f2 = 1_500;
  private double f3 = 2_500;
  private double hissHz = 3_000;
  private double voice;
  private double breath;
  private double hissing;

  /**
   * At rest.
   *
   * @param blockSeconds between calls of {@link #move}
   */
  VocalTract(int rateHz, double blockSeconds, Random random) {
    this.rateHz = rateHz;
    this.random = random;
    formantStep = 1 - StrictMath.exp(-blockSeconds / FORMANT_SECONDS);
    gateStep = 1 - StrictMath.exp(-blockSeconds / GATE_SECONDS);
    for (int formant = 0; formant < formants.length; formant++) {
      formants[formant] = new Resonator();
    }
  }

  /**
   * Moves by one block's time toward a sound; effort opens the mouth, which raises F1.
   *
   * @param strength of the voice, 1 on a stressed syllable
   */
  void move(Sound target, double strength, double scale, double effort) {
    f1 += formantStep * (target.f1() - f1);
    f2 += formantStep * (target.f2() - f2);
    f3 += formantStep * (target.f3() - f3);
    hissHz += formantStep * (target.hissHz() - hissHz);
    voice += gateStep * (strength * target.voice() - voice);
    breath += gateStep * (target.breath() - breath);
    hissing += gateStep * (target.hiss() - hissing);
    tune(0, f1 * (0.95 + 0.15 * effort) * scale);
    tune(1, f2 * scale);
    tune(2, f3 * scale);
    for (int formant = 3; formant < formants.length; formant++) {
      tune(formant, (500 + 1_000 * formant) * scale);
    }
    hiss.tune(Math.min(HIGHEST_HZ, hissHz * scale), HISS_BANDWIDTH_HZ, rateHz);
  }

  /** A shorter tract has fewer resonances below half the sample rate. */
  private void tune(int formant, double hz) {
    if (hz < HIGHEST_HZ) {
      formants[formant].tune(hz, BANDWIDTHS_HZ[formant], rateHz);
    } else {
      formants[formant].bypass();
    }
  }

  /** One sample. */
  double next(Glottis glottis, double pitchHz, VoiceProfile profile) {
    double breathing = voice * profile.breathiness() + breath;
    double sound = glottis.next(pitchHz, profile.jitter(), voice, breathing);
    for (Resonator formant : formants) {
      sound = formant.formant(sound);
    }
    double push = HISS_GAIN * (0.1 + 1.2 * profile.effort());
    return sound + push * hissing * hiss.hiss(Noise.next(random));
  }
}
