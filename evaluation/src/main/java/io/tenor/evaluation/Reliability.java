package io.tenor.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Answers in ten equal bins of confidence: how far confidence can be believed. */
public final class Reliability {

  private static final int BINS = 10;

  private final double[] weight = new double[BINS];
  private final double[] confidence = new double[BINS];
  private final double[] right = new double[BINS];
  private double all;

  /** Puts the answers into their bins. */
  public Reliability(Collection<Scored> answers) {
    for (Scored a : answers) {
      int bin = Math.min(BINS - 1, (int) (a.confidence() * BINS));
      weight[bin] += a.weight();
      confidence[bin] += a.weight() * a.confidence();
      right[bin] += a.right() ? a.weight() : 0;
      all += a.weight();
    }
  }

  /**
   * Answers of like confidence.
   *
   * @param from lowest confidence
   * @param to highest confidence
   * @param share of all answers
   * @param confidence mean
   * @param accuracy share of them that is right
   */
  public record Bin(double from, double to, double share, double confidence, double accuracy) {}

  /** The bins that hold an answer, from low confidence to high. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (weight[bin] > 0) {
        bins.add(
            new Bin(
                (double) bin / BINS,
                (bin + 1.0) / BINS,
                weight[bin] / all,
                confidence[bin] / weight[bin],
                right[bin] / weight[bin]));
      }
    }
    return bins;
  }

  /**
   * Expected calibration error: mean distance of confidence and accuracy over the bins, weighted by
   * what is in them (Guo et al., "On Calibration of Modern Neural Networks", 2017); NaN if there is
   * no answer.
   */
  public double expectedError() {
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(confidence[bin] - right[bin]) / all;
    }
    return error;
  }
}
