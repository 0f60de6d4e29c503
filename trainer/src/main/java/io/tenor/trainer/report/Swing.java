package io.tenor.trainer.report;

import io.tenor.trainer.evaluation.LearningCurve;
import java.util.List;

/**
 * Between what values the held-out accuracy moves at the end of a training: one step's network can
 * be ten points better or worse than the next one's.
 *
 * @param mean of the points, as a fraction
 * @param low lowest of them
 * @param high highest of them
 */
public record Swing(double mean, double low, double high) {

  private static final double SHARE = 0.25;

  /**
   * The swing over the last quarter of a curve's points, at least one.
   *
   * @throws IllegalArgumentException if the curve has no points
   */
  public static Swing of(LearningCurve curve) {
    int points = curve.points().size();
    if (points == 0) {
      throw new IllegalArgumentException("a curve without points has no end");
    }
    int last = (int) Math.ceil(SHARE * points);
    List<Double> accuracies =
        curve.points().subList(points - last, points).stream()
            .map(LearningCurve.Point::validationAccuracy)
            .toList();
    return new Swing(
        accuracies.stream().mapToDouble(a -> a).average().orElseThrow(),
        accuracies.stream().mapToDouble(a -> a).min().orElseThrow(),
        accuracies.stream().mapToDouble(a -> a).max().orElseThrow());
  }
}
