package io.tenor.trainer.data;

import io.tenor.audio.StreamResampler;
import io.tenor.corpus.Utterance;
import io.tenor.trainer.channel.Samples;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A change of an utterance's samples before the front end: another speed, colour, or some noise.
 *
 * @param speedPercent 100 for as recorded; 110 is a tenth faster, shorter and higher, as a tape
 *     played too fast (Ko et al., "Audio Augmentation for Speech Recognition", Interspeech 2015)
 * @param tilt coefficient a of the filter {@code y[n] = (x[n] - a x[n-1]) / (1 + |a|)}: above 0
 *     takes low frequencies away, below 0 high ones; -0.9 to 0.9
 * @param noiseDb level of added white noise relative to the utterance's own, in dB; negative
 *     infinity for none
 */
public record SampleVariant(int speedPercent, double tilt, double noiseDb)
    implements UtteranceVariant {

  /** The utterance as it was recorded. */
  public static final SampleVariant CLEAN = new SampleVariant(100, 0, Double.NEGATIVE_INFINITY);

  /** Refuses changes that leave nothing of the utterance. */
  public SampleVariant {
    if (speedPercent < 50 || speedPercent > 200) {
      throw new IllegalArgumentException("speedPercent must be 50 to 200, not " + speedPercent);
    }
    if (!(Math.abs(tilt) <= 0.9)) {
      throw new IllegalArgumentException("tilt must be -0.9 to 0.9, not " + tilt);
    }
    if (!(noiseDb <= 0)) {
      throw new IllegalArgumentException("noiseDb must be at most 0, not " + noiseDb);
    }
  }

  /**
   * What training sees of every utterance; the first is {@link #CLEAN}.
   *
   * @param noise how loud it is in three of them
   */
  public static List<SampleVariant> standard(SampleNoise noise) {
    double none = Double.NEGATIVE_INFINITY;
    return List.of(
        CLEAN,
        new SampleVariant(90, 0, none),
        new SampleVariant(110, 0, none),
        new SampleVariant(95, 0.3, none),
        new SampleVariant(105, -0.3, none),
        new SampleVariant(100, 0.4, noise.levelsDb().get(0)),
        new SampleVariant(90, -0.3, noise.levelsDb().get(1)),
        new SampleVariant(110, 0.3, noise.levelsDb().get(2)));
  }

  @Override
  public short[] apply(Utterance utterance, int sampleRateHz, RandomGenerator random) {
    return apply(utterance.samples(), sampleRateHz, random);
  }

  /**
   * The changed samples.
   *
   * @param samples as recorded; not changed
   * @param sampleRateHz their rate
   * @param random source of the noise
   */
  public short[] apply(short[] samples, int sampleRateHz, RandomGenerator random) {
    short[] resampled =
        StreamResampler.resample(
            samples, Math.toIntExact((long) sampleRateHz * speedPercent / 100), sampleRateHz);
    double noise = Samples.rms(resampled) * Math.pow(10, noiseDb / 20);
    short[] result = new short[resampled.length];
    double previous = 0;
    for (int n = 0; n < result.length; n++) {
      double coloured = (resampled[n] - tilt * previous) / (1 + Math.abs(tilt));
      double value = noise > 0 ? coloured + noise * random.nextGaussian() : coloured;
      result[n] = (short) Math.round(Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
      previous = resampled[n];
    }
    return result;
  }

  @Override
  public String describe() {
    return toString();
  }
}
