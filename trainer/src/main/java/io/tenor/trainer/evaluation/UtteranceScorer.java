package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.Columns;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.CompactForward;
import io.tenor.trainer.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lets a network hear utterances as the monitor hears them: in windows every half second. */
public final class UtteranceScorer {

  private static final double STEP_SECONDS = 0.5;

  private UtteranceScorer() {}

  /** Scores the recordings of a set as they are. */
  public static List<Prediction> score(CompactConfig config, Weights weights, TrainingSet set) {
    int step =
        (int)
            Math.round(STEP_SECONDS * set.frontEnd().sampleRateHz() / set.frontEnd().hopSamples());
    List<Prediction> predictions = new ArrayList<>();
    try (CompactForward network = new CompactForward(config, weights)) {
      for (TrainingSet.Item item : set.items()) {
        float[][] logits = network.logits(windows(config, item.clean(), step));
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

  private static float[][] windows(CompactConfig config, Columns columns, int step) {
    int[] starts = columns.windowStarts(config.frames(), step);
    float[][] windows = new float[starts.length][config.bands() * config.frames()];
    for (int i = 0; i < starts.length; i++) {
      columns.window(starts[i], config.frames(), windows[i], 0);
    }
    return windows;
  }
}
