package io.tenor.trainer.evaluation;

import io.tenor.evaluation.Confidence;
import io.tenor.evaluation.Scored;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The rules that choose below which confidence a window is "unknown". */
public enum UnknownThreshold {

  /**
   * For new speakers of corpora that a model knows: the lowest confidence at which the error among
   * the answered windows is at least a third below the error among all, as long as 80 % of them are
   * answered; if there is none, the confidence that 80 % reach. So it gives up as few answers as it
   * must, and never more than a fifth.
   */
  NEW_SPEAKERS(
      0.8,
      "The lowest confidence at which the error among the answered windows is at least a third"
          + " below that among all windows while at least 80 % are answered; otherwise the"
          + " confidence that 80 % reach.") {
    @Override
    double wanted(double error) {
      return 2 * error / 3;
    }
  },

  /**
   * For people of corpora that a model has not heard, on whom it is wrong more often than right:
   * the lowest confidence at which at most 40 % of the answered windows are wrong, as long as a
   * quarter of all is answered; if there is none, the confidence that a quarter reaches.
   */
  NEW_CORPORA(
      0.25,
      "The lowest confidence at which at most 40 % of the answered windows are wrong while at least"
          + " a quarter is answered; otherwise the confidence that a quarter reaches.") {
    @Override
    double wanted(double error) {
      return 0.4;
    }
  };

  private static final double ROUNDING = 1e-9;

  private final double leastCoverage;
  private final String rule;

  UnknownThreshold(double leastCoverage, String rule) {
    this.leastCoverage = leastCoverage;
    this.rule = rule;
  }

  /** The rule in one sentence, for reports. */
  public String rule() {
    return rule;
  }

  /** Error among the answered windows that is low enough, where that of all windows is this. */
  abstract double wanted(double error);

  /**
   * Applies the rule.
   *
   * @param answers at least one
   * @return a confidence that occurs among the answers
   */
  public double of(Collection<Scored> answers) {
    List<Scored> rising =
        answers.stream().sorted(Comparator.comparingDouble(Scored::confidence)).toList();
    double all = rising.stream().mapToDouble(Scored::weight).sum();
    double wrong = rising.stream().mapToDouble(a -> a.right() ? 0 : a.weight()).sum();
    double wanted = wanted(wrong / all);
    double answered = all;
    double previous = Double.NEGATIVE_INFINITY;
    for (Scored a : rising) {
      if (answered < leastCoverage * all - ROUNDING) {
        break;
      }
      // Of equal confidences all are answered or none.
      if (a.confidence() > previous && wrong <= wanted * answered + ROUNDING) {
        return a.confidence();
      }
      previous = a.confidence();
      answered -= a.weight();
      wrong -= a.right() ? 0 : a.weight();
    }
    return Confidence.threshold(answers, leastCoverage);
  }
}
