package io.tenor.trainer.onnx;

import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.network.NetworkForward;
import io.tenor.trainer.network.SensorMemory;
import io.tenor.trainer.network.Softmax;
import java.util.List;

/** Checks that an exported model says the same as what it was made of. */
public final class Parity {

  private static final int BATCH = 8;

  private Parity() {}

  /**
   * The largest difference of any probability or pooled feature between DJL and ONNX Runtime.
   *
   * @param ensemble what was exported
   * @param temperature what the export divides logits by
   * @param model the exported file
   * @param windows what to compare them on
   */
  public static double maxDifference(
      Ensemble ensemble, double temperature, byte[] model, List<InputWindow> windows) {
    NetworkForward.Outputs expected;
    try (NetworkForward forward = new NetworkForward(ensemble)) {
      expected = forward.score(asOnNewSensors(ensemble, windows));
    }
    double worst = 0;
    try (OnnxScorer scorer = new OnnxScorer(model, ensemble.bands(), ensemble.frames())) {
      for (int start = 0; start < windows.size(); start += BATCH) {
        int count = Math.min(BATCH, windows.size() - start);
        OnnxScorer.Outputs actual = scorer.score(windows.subList(start, start + count));
        for (int i = 0; i < count; i++) {
          double[] probabilities =
              Softmax.of(expected.logits()[start + i], ensemble.size(), temperature);
          worst = Math.max(worst, difference(probabilities, actual.probabilities()[i]));
          if (actual.features()[i].length > 0) { // else it ignores the past
            double[] features = doubles(expected.features()[start + i]);
            worst = Math.max(worst, difference(features, actual.features()[i]));
          }
        }
      }
    }
    return worst;
  }

  /** The windows with the past that a model knows which ignores it, where they have none. */
  private static List<InputWindow> asOnNewSensors(Ensemble ensemble, List<InputWindow> windows) {
    if (ensemble.features() == 0 || windows.get(0).past().length > 0) {
      return windows;
    }
    float[] statistics = new float[2 * ensemble.bands()]; // compared with nothing
    float[] past = SensorMemory.newSensorPast(ensemble);
    return windows.stream().map(w -> new InputWindow(w.levels(), statistics, past)).toList();
  }

  private static double difference(double[] expected, float[] actual) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double size = Math.max(1, Math.abs(expected[i]));
      double distance = Math.abs(expected[i] - actual[i]) / size;
      worst = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(worst, distance);
    }
    return worst;
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
