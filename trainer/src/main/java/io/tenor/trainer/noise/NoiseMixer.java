package io.tenor.trainer.noise;

import io.tenor.corpus.Utterance;
import io.tenor.trainer.channel.Samples;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Adds noise to recordings. The same seed gives a recording the same noise, whatever else is mixed;
 * at another strength it is the same noise, louder or softer.
 */
public final class NoiseMixer {

  private final List<Utterance> corpus;
  private final long seed;

  /**
   * Prepares to mix.
   *
   * @param corpus whose voices make the babble: a recording's is of others than its own speaker
   * @param noises that will be asked for
   * @throws IllegalArgumentException in one sentence, if babble is among them and there is nobody
   *     else
   */
  public NoiseMixer(List<Utterance> corpus, List<Noise> noises, long seed) {
    if (noises.contains(Noise.BABBLE)
        && corpus.stream().map(Utterance::speaker).distinct().count() < 2) {
      throw new IllegalArgumentException(
          "Babble is made of other speakers' recordings, and the corpus has one speaker: leave it"
              + " out.");
    }
    this.corpus = List.copyOf(corpus);
    this.seed = seed;
  }

  /** The recording as it is heard then; softer as a whole where it would not fit into 16 bits. */
  public Utterance mix(Utterance utterance, NoiseCondition condition) {
    if (condition.noise().isEmpty()) {
      return utterance;
    }
    short[] samples = utterance.samples();
    double[] noise = noise(utterance, condition.noise().get());
    double gain =
        Samples.rms(samples)
            * Math.pow(10, -condition.snrDb() / 20)
            / Math.max(1e-12, Samples.rms(noise));
    for (int n = 0; n < samples.length; n++) {
      noise[n] = samples[n] + gain * noise[n];
    }
    return utterance.withSamples(Samples.fitted(noise));
  }

  private double[] noise(Utterance utterance, Noise noise) {
    List<short[]> others =
        corpus.stream()
            .filter(other -> !other.speaker().equals(utterance.speaker()))
            .map(Utterance::samples)
            .filter(samples -> samples.length > 0)
            .toList();
    long own = 31L * utterance.id().hashCode() + noise.label().hashCode();
    return noise.sound(utterance.samples().length, others, new SplittableRandom(seed ^ own << 20));
  }
}
