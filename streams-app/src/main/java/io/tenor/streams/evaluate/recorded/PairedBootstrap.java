package io.tenor.streams.evaluate.recorded;

import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How sure the difference of two models on the same segments is: both are scored again on segments
 * drawn with replacement, many times (Efron and Tibshirani, "An Introduction to the Bootstrap",
 * 1993, chapter 13: percentile interval). Segments of one sensor are drawn together where there are
 * enough sensors, since one speaker's utterances are not independent of each other.
 */
public final class PairedBootstrap {

  /** Draws. */
  public static final int DRAWS = 2_000;

  /** From so many sensors on, sensors are drawn rather than segments. */
  public static final int LEAST_SENSORS = 5;

  private PairedBootstrap() {}

  /**
   * A segment that both models have answered.
   *
   * @param cluster of segments that are drawn together
   * @param truth what was labelled
   * @param first what the first model says
   * @param second what the second model says
   */
  public record Pair(String cluster, Emotion truth, Emotion first, Emotion second) {}

  /**
   * A difference, second less first.
   *
   * @param value on the segments as they are
   * @param low lower end of its 95 % interval
   * @param high upper end
   */
  public record Difference(double value, double low, double high) {

    /** Whether the interval leaves out zero. */
    public boolean isSure() {
      return low > 0 || high < 0;
    }
  }

  /** The difference in accuracy. */
  public static Difference accuracy(Collection<Pair> pairs, long seed) {
    return difference(pairs, seed, ConfusionMatrix::accuracy);
  }

  /** The difference in unweighted average recall. */
  public static Difference uar(Collection<Pair> pairs, long seed) {
    return difference(pairs, seed, ConfusionMatrix::unweightedAverageRecall);
  }

  /** Whether these are drawn by sensor. */
  public static boolean bySensor(Collection<Pair> pairs) {
    return pairs.stream().map(Pair::cluster).distinct().count() >= LEAST_SENSORS;
  }

  private static Difference difference(
      Collection<Pair> pairs, long seed, ToDoubleFunction<ConfusionMatrix> figure) {
    var clusters = clusters(pairs);
    var random = new Random(seed);
    double[] drawn = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      var sample = new ArrayList<List<Pair>>();
      for (int i = 0; i < clusters.size(); i++) {
        sample.add(clusters.get(random.nextInt(clusters.size())));
      }
      drawn[draw] = difference(sample, figure);
    }
    Arrays.sort(drawn);
    return new Difference(
        Rounded.four(difference(clusters, figure)),
        Rounded.four(drawn[(int) Math.floor(0.025 * (DRAWS - 1))]),
        Rounded.four(drawn[(int) Math.ceil(0.975 * (DRAWS - 1))]));
  }

  private static List<List<Pair>> clusters(Collection<Pair> pairs) {
    if (!bySensor(pairs)) {
      return pairs.stream().map(List::of).toList();
    }
    var clusters = new LinkedHashMap<String, List<Pair>>();
    pairs.forEach(
        pair -> clusters.computeIfAbsent(pair.cluster(), key -> new ArrayList<>()).add(pair));
    return List.copyOf(clusters.values());
  }

  private static double difference(
      List<List<Pair>> sample, ToDoubleFunction<ConfusionMatrix> figure) {
    var first = new ConfusionMatrix(Labels.count());
    var second = new ConfusionMatrix(Labels.count());
    for (var cluster : sample) {
      for (var pair : cluster) {
        first.add(Labels.index(pair.truth()), Labels.index(pair.first()));
        second.add(Labels.index(pair.truth()), Labels.index(pair.second()));
      }
    }
    return figure.applyAsDouble(second) - figure.applyAsDouble(first);
  }
}
