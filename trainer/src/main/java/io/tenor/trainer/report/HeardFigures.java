package io.tenor.trainer.report;

import io.tenor.corpus.Labels;
import io.tenor.evaluation.Confidence;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.evaluation.Posterior;
import io.tenor.evaluation.Reliability;
import io.tenor.evaluation.Scored;
import io.tenor.schema.Emotion;
import io.tenor.trainer.evaluation.HeardUtterance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of {@link CorpusFigures} of what an exported model said of a corpus. */
final class HeardFigures {

  private HeardFigures() {}

  /**
   * Computes them; a figure that there is nothing to compute of is absent.
   *
   * @param heard at least one
   * @param unknownThreshold how probable an emotion has to be to be said
   */
  static Map<String, Double> of(List<HeardUtterance> heard, double unknownThreshold) {
    ConfusionMatrix all = new ConfusionMatrix(Labels.count());
    List<Scored> utterances = new ArrayList<>();
    List<Scored> windows = new ArrayList<>();
    for (HeardUtterance one : heard) {
      double[] posterior = one.posterior();
      all.add(one.label(), Posterior.best(posterior));
      utterances.add(Scored.of(posterior, one.label(), 1));
      one.windows()
          .forEach(w -> windows.add(Scored.of(w, one.label(), 1.0 / one.windows().size())));
    }
    List<Scored> answered =
        windows.stream().filter(w -> w.confidence() >= unknownThreshold).toList();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("accuracy", all.accuracy());
    figures.put("uar", all.unweightedAverageRecall());
    figures.put("uar_own_classes", ownLabels(heard, all).unweightedAverageRecall());
    figures.put("ece", new Reliability(utterances).expectedError());
    figures.put("window_ece", new Reliability(windows).expectedError());
    figures.put(
        "answered_windows", answered.stream().mapToDouble(Scored::weight).sum() / heard.size());
    if (!answered.isEmpty()) {
      figures.put("answered_window_error", Confidence.risk(answered, 0));
    }
    int happiness = Labels.index(Emotion.HAPPINESS);
    if (all.acted(happiness) > 0) {
      figures.put("happiness_as_anger", all.confusion(happiness, Labels.index(Emotion.ANGER)));
    }
    return figures;
  }

  /** The answers where only labels that are acted may be answered. */
  private static ConfusionMatrix ownLabels(List<HeardUtterance> heard, ConfusionMatrix all) {
    ConfusionMatrix own = new ConfusionMatrix(Labels.count());
    for (HeardUtterance one : heard) {
      double[] posterior = one.posterior();
      for (int label = 0; label < posterior.length; label++) {
        posterior[label] = all.acted(label) > 0 ? posterior[label] : -1;
      }
      own.add(one.label(), Posterior.best(posterior));
    }
    return own;
  }
}
