package io.tenor.streams.recording;

import io.tenor.corpus.Utterance;
import java.util.Arrays;
import java.util.List;

/**
 * The stillness of the room in which a speaker was recorded: white noise at the level of the
 * quietest moments of their utterances. No microphone hears digital silence, and a model that
 * compares what its sensor has heard would be led astray by it. The noise of a sample depends on
 * its index alone.
 */
final class RoomNoise {

  /** Of the moments of an utterance, the part that is its room. */
  private static final double QUIETEST = 0.02;

  private static final int MOMENTS_PER_SECOND = 40;

  private final double rms;
  private final long seed;

  private RoomNoise(double rms, long seed) {
    this.rms = rms;
    this.seed = seed;
  }

  /**
   * The room of these utterances.
   *
   * @param utterances of one speaker
   */
  static RoomNoise of(List<Utterance> utterances, int rateHz) {
    double[] levels =
        utterances.stream()
            .mapToDouble(utterance -> quietest(utterance.samples(), rateHz / MOMENTS_PER_SECOND))
            .sorted()
            .toArray();
    double median = levels.length == 0 ? 0 : levels[levels.length / 2];
    long seed = utterances.isEmpty() ? 0 : utterances.get(0).speaker().hashCode();
    return new RoomNoise(median, seed);
  }

  /** The level that few moments of samples are below, RMS. */
  private static double quietest(short[] samples, int length) {
    double[] moments = new double[samples.length / length];
    for (int m = 0; m < moments.length; m++) {
      double sum = 0;
      for (int i = m * length; i < (m + 1) * length; i++) {
        sum += (double) samples[i] * samples[i];
      }
      moments[m] = Math.sqrt(sum / length);
    }
    Arrays.sort(moments);
    return moments.length == 0 ? 0 : moments[(int) (QUIETEST * moments.length)];
  }

  /** The noise of the sample with an index. */
  short at(long index) {
    // Box and Muller (1958), from two numbers that the index is mixed into.
    double radius = Math.sqrt(-2 * StrictMath.log(uniform(2 * index)));
    double noise = rms * radius * StrictMath.cos(2 * Math.PI * uniform(2 * index + 1));
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(noise)));
  }

  /** Above 0, at most 1: the finaliser of MurmurHash3 on a counter. */
  private double uniform(long counter) {
    long z = counter + seed * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (((z ^ (z >>> 33)) >>> 11) + 1) * 0x1p-53;
  }
}
