package io.tenor.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What it means to answer only from a confidence on. */
public final class Confidence {

  private Confidence() {}

  /**
   * The lowest confidence that still answers at least a share of the questions: a point of the
   * risk-coverage curve.
   *
   * @param answers at least one
   * @param coverage share to answer, above 0 to 1
   */
  public static double threshold(Collection<Scored> answers, double coverage) {
    List<Scored> sorted =
        answers.stream().sorted(Comparator.comparingDouble(Scored::confidence).reversed()).toList();
    double wanted = coverage * sorted.stream().mapToDouble(Scored::weight).sum();
    double answered = 0;
    for (Scored a : sorted) {
      answered += a.weight();
      if (answered >= wanted - 1e-9) {
        return a.confidence();
      }
    }
    return sorted.get(sorted.size() - 1).confidence();
  }

  /** Share of wrong answers among those of at least a confidence; 0 if there is none. */
  public static double risk(Collection<Scored> answers, double threshold) {
    double wrong = 0;
    double all = 0;
    for (Scored a : answers) {
      if (a.confidence() >= threshold) {
        all += a.weight();
        wrong += a.right() ? 0 : a.weight();
      }
    }
    return all == 0 ? 0 : wrong / all;
  }
}
