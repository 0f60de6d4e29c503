package io.tenor.streams.evaluate.recorded;

import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.schema.Emotion;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often what is most probable is right, whether or not the monitor was sure enough to say so.
 *
 * @param count answers, from 0; without any, the other figures are 0
 * @param accuracy share of right answers
 * @param uar unweighted average recall, over the emotions that occur
 * @param macroF1 mean of their F1 scores
 * @param recall by the emotion's label, of those that occur
 */
public record Figures(
    int count, double accuracy, double uar, double macroF1, Map<String, Double> recall) {

  /** The figures of counts by the order of {@link Emotion}. */
  public static Figures of(ConfusionMatrix matrix) {
    int count = 0;
    var recall = new LinkedHashMap<String, Double>();
    for (var emotion : Emotion.values()) {
      int acted = matrix.acted(Labels.index(emotion));
      count += acted;
      if (acted > 0) {
        recall.put(emotion.label(), Rounded.four(matrix.recall(Labels.index(emotion))));
      }
    }
    return count == 0
        ? new Figures(0, 0, 0, 0, Map.of())
        : new Figures(
            count,
            Rounded.four(matrix.accuracy()),
            Rounded.four(matrix.unweightedAverageRecall()),
            Rounded.four(matrix.macroF1()),
            recall);
  }
}
