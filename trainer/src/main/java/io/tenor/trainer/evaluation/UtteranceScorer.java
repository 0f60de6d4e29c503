package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.Columns;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.NetworkForward;
import io.tenor.trainer.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lets a network hear utterances as the monitor hears them: in windows every half second. */
public final class UtteranceScorer {

  private static final double STEP_SECONDS = 0.5;

  private UtteranceScorer() {}

  /** Scores the recordings of a set as they are. */
  public static List<Prediction> score(Network network, Weights weights, TrainingSet set) {
    int step =
        (int)
            Math.round(STEP_SECONDS * set.frontEnd().sampleRateHz() / set.frontEnd().hopSamples());
    List<Prediction> predictions = new ArrayList<>();
    try (NetworkForward forward = new NetworkForward(network, weights)) {
      for (TrainingSet.Item item : set.items()) {
        float[][] logits = forward.logits(windows(network, item.clean(), step));
        List<List<Float>> rows = new ArrayList<>();
        for (float[] row : logits) {
          rows.add(IntStream.range(0, row.length).mapToObj(i -> row[i]).toList());
        }
        predictions.add(
            new Prediction(item.utterance().id(), item.utterance().speaker(), item.label(), rows));
      }
    }
    return predictions;
  }

  private static float[][] windows(Network network, Columns columns, int step) {
    int[] starts = columns.windowStarts(network.frames(), step);
    float[][] windows = new float[starts.length][network.bands() * network.frames()];
    for (int i = 0; i < starts.length; i++) {
      columns.window(starts[i], network.frames(), windows[i], 0);
    }
    return windows;
  }
}
