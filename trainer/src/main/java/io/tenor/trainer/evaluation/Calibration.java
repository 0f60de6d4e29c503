package io.tenor.trainer.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How far a model's confidence can be believed, and how to make it so. */
public final class Calibration {

  private static final int BINS = 10;
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 20;

  private Calibration() {}

  /**
   * Expected calibration error: mean distance of confidence and accuracy over ten equal bins of
   * confidence, weighted by what is in them (Guo et al., "On Calibration of Modern Neural
   * Networks", 2017).
   */
  public static double expectedError(Collection<Scored> answers) {
    double[] weight = new double[BINS];
    double[] confidence = new double[BINS];
    double[] right = new double[BINS];
    double all = 0;
    for (Scored a : answers) {
      int bin = Math.min(BINS - 1, (int) (a.confidence() * BINS));
      weight[bin] += a.weight();
      confidence[bin] += a.weight() * a.confidence();
      right[bin] += a.right() ? a.weight() : 0;
      all += a.weight();
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(confidence[bin] - right[bin]) / all;
    }
    return error;
  }

  /** Mean negative log-likelihood of the windows, each utterance counting once. */
  public static double windowLoss(Collection<Prediction> predictions, double temperature) {
    double loss = 0;
    for (Prediction p : predictions) {
      double own = 0;
      List<double[]> windows = p.windows(temperature);
      for (double[] window : windows) {
        own -= Math.log(Math.max(1e-12, window[p.label()]));
      }
      loss += own / windows.size();
    }
    return loss / predictions.size();
  }

  /**
   * The temperature that minimises {@link #windowLoss}, by golden-section search over its logarithm
   * from 0.05 to 20.
   */
  public static double fitTemperature(Collection<Prediction> predictions) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = Math.log(LOWEST);
    double high = Math.log(HIGHEST);
    for (int i = 0; i < 40; i++) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (windowLoss(predictions, Math.exp(left)) < windowLoss(predictions, Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

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
