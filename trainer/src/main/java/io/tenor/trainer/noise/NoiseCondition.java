package io.tenor.trainer.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is heard beside a recording.
 *
 * @param noise of which kind; empty for the recording alone
 * @param snrDb how much stronger the recording is, by the effective values of all of it, pauses
 *     among them, decibels; 0 for the recording alone
 */
public record NoiseCondition(Optional<Noise> noise, double snrDb) {

  /** The recording alone. */
  public static final NoiseCondition CLEAN = new NoiseCondition(Optional.empty(), 0);

  /**
   * The recording alone, then every noise at every strength.
   *
   * @param snrsDb in the order wanted
   */
  public static List<NoiseCondition> all(List<Noise> noises, List<Double> snrsDb) {
    List<NoiseCondition> conditions = new ArrayList<>();
    conditions.add(CLEAN);
    for (Noise noise : noises) {
      snrsDb.forEach(snr -> conditions.add(new NoiseCondition(Optional.of(noise), snr)));
    }
    return conditions;
  }

  /** Its name: {@code none}, or that of the noise. */
  public String label() {
    return noise.map(Noise::label).orElse("none");
  }
}
