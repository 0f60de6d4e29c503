package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.evaluation.Posterior;
import io.tenor.evaluation.Reliability;
import io.tenor.evaluation.Scored;
import io.tenor.trainer.evaluation.HeardOrder;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.onnx.ExportedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * How well an exported model does on a corpus.
 *
 * @param source what heard what
 * @param speakers who was heard, sorted
 * @param utterances how many
 * @param windows how many
 * @param figures fractions by name: {@code accuracy}, {@code uar}, {@code macro_f1} and {@code ece}
 *     of utterances, and the same of windows as {@code window_accuracy} and so on, where each
 *     window counts one; unknown is never an answer
 * @param labels names in the order of the matrix
 * @param confusion utterances: rows of acted, columns of heard labels
 * @param hearings figures of each way in which the corpus was heard; all others are of {@link
 *     HeardOrder#NAMES}
 */
public record ModelReport(
    Source source,
    List<String> speakers,
    int utterances,
    int windows,
    Map<String, Double> figures,
    List<String> labels,
    List<List<Integer>> confusion,
    CorpusFigures hearings) {

  /** What is said of figures that flatter. */
  static final String TRAINED_ON_IT =
      "The model was trained on this corpus: these figures are of training data and say nothing"
          + " of speakers whom it does not know.";

  private static final String WINDOW = "window_";
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * What heard what.
   *
   * @param model the model's name
   * @param modelVersion its version
   * @param modelSha256 hash of its file
   * @param corpus the corpus's name
   * @param corpusSha256 hash of its recordings, of all speakers
   * @param trainedOnThisCorpus whether the model was trained on these very recordings
   */
  public record Source(
      String model,
      String modelVersion,
      String modelSha256,
      String corpus,
      String corpusSha256,
      boolean trainedOnThisCorpus) {

    /** Of a model and a corpus. */
    public static Source of(ExportedModel model, Corpus corpus) {
      return new Source(
          model.metadata().name(),
          model.metadata().version(),
          model.sha256(),
          corpus.name(),
          corpus.sha256(),
          model.metadata().trainingDataSha256().equals(corpus.sha256()));
    }
  }

  /** Copies the collections, keeping their order. */
  public ModelReport {
    speakers = List.copyOf(speakers);
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    labels = List.copyOf(labels);
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  /**
   * Computes all figures.
   *
   * @param name what the corpus is called among others
   * @param ways what was said in each way of hearing, {@link HeardOrder#NAMES} among them, at least
   *     one utterance each
   * @param unknownThreshold how probable an emotion has to be to be said
   */
  public static ModelReport of(
      Source source,
      String name,
      Map<HeardOrder, List<HeardUtterance>> ways,
      double unknownThreshold) {
    List<HeardUtterance> heard = ways.get(HeardOrder.NAMES);
    Map<String, Map<String, Double>> hearings = new LinkedHashMap<>();
    ways.forEach((way, said) -> hearings.put(way.label(), HeardFigures.of(said, unknownThreshold)));
    TreeSet<String> speakers = new TreeSet<>();
    ConfusionMatrix utterances = new ConfusionMatrix(Labels.count());
    ConfusionMatrix windows = new ConfusionMatrix(Labels.count());
    List<Scored> utteranceAnswers = new ArrayList<>();
    List<Scored> windowAnswers = new ArrayList<>();
    for (HeardUtterance one : heard) {
      speakers.add(one.speaker());
      add(one.posterior(), one.label(), utterances, utteranceAnswers);
      one.windows().forEach(window -> add(window, one.label(), windows, windowAnswers));
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    put(figures, "", utterances, utteranceAnswers);
    put(figures, WINDOW, windows, windowAnswers);
    return new ModelReport(
        source,
        List.copyOf(speakers),
        heard.size(),
        windowAnswers.size(),
        figures,
        Labels.names(),
        utterances.rows(),
        new CorpusFigures(name, heard.size(), false, hearings));
  }

  private static void add(
      double[] probabilities, int label, ConfusionMatrix matrix, List<Scored> answers) {
    matrix.add(label, Posterior.best(probabilities));
    answers.add(Scored.of(probabilities, label, 1));
  }

  private static void put(
      Map<String, Double> figures, String prefix, ConfusionMatrix matrix, List<Scored> answers) {
    figures.put(prefix + "accuracy", matrix.accuracy());
    figures.put(prefix + "uar", matrix.unweightedAverageRecall());
    figures.put(prefix + "macro_f1", matrix.macroF1());
    figures.put(prefix + "ece", new Reliability(answers).expectedError());
  }

  /** All of it as one line of JSON, the figures beside the rest. */
  public String json() {
    return node().toString();
  }

  ObjectNode node() {
    ObjectNode json = JSON.valueToTree(source);
    json.set("speakers", JSON.valueToTree(speakers));
    json.put("utterances", utterances).put("windows", windows);
    figures.forEach(json::put);
    json.set("labels", JSON.valueToTree(labels));
    json.set("confusion", JSON.valueToTree(confusion));
    json.set("hearings", JSON.valueToTree(hearings.views()));
    return json;
  }

  /** Tables for a terminal, ending with a line break. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "Model %s %s on %s: %d recordings of %d speakers, %d windows.",
        source.model(),
        source.modelVersion(),
        source.corpus(),
        utterances,
        speakers.size(),
        windows);
    if (source.trainedOnThisCorpus()) {
      line(text, TRAINED_ON_IT);
    }
    line(text, "%n%-12s %10s %8s %10s %8s", "", "accuracy", "UAR", "macro-F1", "ECE");
    row(text, "utterances", "");
    row(text, "windows", WINDOW);
    matrix(text);
    return text.toString();
  }

  /** The same and the ways of hearing, for a corpus that is the only one. */
  public String textWithHearings() {
    return text() + ModelReports.tables(List.of(hearings));
  }

  private void row(StringBuilder text, String name, String prefix) {
    line(
        text,
        "%-12s %9.1f%% %7.1f%% %9.1f%% %8.3f",
        name,
        100 * figures.get(prefix + "accuracy"),
        100 * figures.get(prefix + "uar"),
        100 * figures.get(prefix + "macro_f1"),
        figures.get(prefix + "ece"));
  }

  private void matrix(StringBuilder text) {
    text.append(String.format("%n%-12s", "acted"));
    labels.forEach(label -> text.append(String.format("%10s", label)));
    line(text, "%8s", "recall");
    for (int acted = 0; acted < labels.size(); acted++) {
      List<Integer> counts = confusion.get(acted);
      int all = counts.stream().mapToInt(n -> n).sum();
      if (all > 0) {
        text.append(String.format("%-12s", labels.get(acted)));
        counts.forEach(n -> text.append(String.format("%10d", n)));
        line(text, "%7.1f%%", 100.0 * counts.get(acted) / all);
      }
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
