package io.tenor.trainer.evaluation;

import io.tenor.evaluation.Confidence;
import io.tenor.evaluation.Scored;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The rule that chooses below which confidence a window is "unknown".
 *
 * <p>It takes the lowest confidence at which the error among the answered windows is at least a
 * third below the error among all, as long as 80 % of them are answered; if there is none, the
 * confidence that 80 % reach. So it gives up as few answers as it must, and never more than a
 * fifth.
 */
public final class UnknownThreshold {

  /** The rule in one sentence, for reports. */
  public static final String RULE =
      "The lowest confidence at which the error among the answered windows is at least a third"
          + " below that among all windows while at least 80 % are answered; otherwise the"
          + " confidence that 80 % reach.";

  /** Share of the windows that is answered at least. */
  public static final double LEAST_COVERAGE = 0.8;

  private static final double WANTED_ERROR = 2.0 / 3;
  private static final double ROUNDING = 1e-9;

  private UnknownThreshold() {}

  /**
   * Applies the rule.
   *
   * @param answers at least one
   * @return a confidence that occurs among the answers
   */
  public static double of(Collection<Scored> answers) {
    List<Scored> rising =
        answers.stream().sorted(Comparator.comparingDouble(Scored::confidence)).toList();
    double all = rising.stream().mapToDouble(Scored::weight).sum();
    double wrong = rising.stream().mapToDouble(a -> a.right() ? 0 : a.weight()).sum();
    double wanted = WANTED_ERROR * wrong / all;
    double answered = all;
    double previous = Double.NEGATIVE_INFINITY;
    for (Scored a : rising) {
      if (answered < LEAST_COVERAGE * all - ROUNDING) {
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
    return Confidence.threshold(answers, LEAST_COVERAGE);
  }
}
