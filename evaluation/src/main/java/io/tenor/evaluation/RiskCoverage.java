package io.tenor.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Error among the surest answers, by how many are answered (El-Yaniv and Wiener, "On the
 * Foundations of Noise-free Selective Classification", 2010).
 */
public final class RiskCoverage {

  private final double[] covered;
  private final double[] wrong;

  /** Sorts the answers, of which there must be one. */
  public RiskCoverage(Collection<Scored> answers) {
    List<Scored> falling =
        answers.stream().sorted(Comparator.comparingDouble(Scored::confidence).reversed()).toList();
    covered = new double[falling.size()];
    wrong = new double[falling.size()];
    double weight = 0;
    double bad = 0;
    for (int i = 0; i < covered.length; i++) {
      Scored a = falling.get(i);
      weight += a.weight();
      bad += a.right() ? 0 : a.weight();
      covered[i] = weight;
      wrong[i] = bad;
    }
  }

  /**
   * Share of wrong answers among the surest.
   *
   * @param coverage share of the answers that is given, above 0 to 1
   */
  public double risk(double coverage) {
    double wanted = coverage * covered[covered.length - 1] - 1e-9;
    int i = 0;
    while (covered[i] < wanted) {
      i++;
    }
    return wrong[i] / covered[i];
  }
}
