package io.tenor.trainer.report;

import io.tenor.trainer.evaluation.LearningCurve;
import java.util.List;
import java.util.Optional;

/**
 * The held-out accuracy at the end of a training, over the last quarter of the looks at it: one
 * step's network can be ten points better or worse than the next one's. Fractions.
 *
 * @param mean of the looks
 * @param low lowest of them
 * @param high highest of them
 */
record FinalAccuracy(double mean, double low, double high) {

  private static final double SHARE = 0.25;

  /** That of a curve; empty if it has no points. */
  static Optional<FinalAccuracy> of(LearningCurve curve) {
    int points = curve.points().size();
    if (points == 0) {
      return Optional.empty();
    }
    int last = (int) Math.ceil(SHARE * points);
    List<LearningCurve.Point> end = curve.points().subList(points - last, points);
    var accuracy =
        end.stream().mapToDouble(LearningCurve.Point::validationAccuracy).summaryStatistics();
    return Optional.of(
        new FinalAccuracy(accuracy.getAverage(), accuracy.getMin(), accuracy.getMax()));
  }
}
