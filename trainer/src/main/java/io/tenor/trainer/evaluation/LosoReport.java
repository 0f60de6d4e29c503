package io.tenor.trainer.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a leave-one-speaker-out evaluation found: the figures a model's card gives.
 *
 * @param protocol {@code loso}
 * @param corpus its name
 * @param trainingDataSha256 hash of its files
 * @param utterances number of utterances scored
 * @param settings how the folds' networks were trained, in words
 * @param figures fractions by name, such as {@code loso_uar_pooled}
 * @param temperature fitted on all folds' predictions
 * @param unknownThreshold confidence that 80 % of the windows reach at that temperature
 * @param labels names in the order of the matrix
 * @param confusion rows of acted, columns of heard labels, pooled over the folds
 * @param folds one a speaker
 */
public record LosoReport(
    String protocol,
    String corpus,
    String trainingDataSha256,
    int utterances,
    String settings,
    Map<String, Double> figures,
    double temperature,
    double unknownThreshold,
    List<String> labels,
    List<List<Integer>> confusion,
    List<Fold> folds) {

  /** Share of the windows that the unknown threshold lets through. */
  public static final double COVERAGE = 0.8;

  /**
   * One held-out speaker.
   *
   * @param speaker who was held out
   * @param utterances how many of theirs were scored
   * @param accuracy share heard as acted
   * @param uar unweighted average recall over the labels the speaker acted
   */
  public record Fold(String speaker, int utterances, double accuracy, double uar) {}

  /** Copies the lists, and the figures in their order. */
  public LosoReport {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    labels = List.copyOf(labels);
    confusion = List.copyOf(confusion);
    folds = List.copyOf(folds);
  }

  /**
   * Computes all figures.
   *
   * @param corpus name and hash of the data, settings in words
   * @param labels names in the order of the outputs
   * @param predictions of each held-out speaker
   */
  public static LosoReport of(
      Source corpus, List<String> labels, Map<String, List<Prediction>> predictions) {
    List<Prediction> pooled = new ArrayList<>();
    List<Fold> folds = new ArrayList<>();
    predictions.forEach(
        (speaker, own) -> {
          pooled.addAll(own);
          ConfusionMatrix matrix = ConfusionMatrix.of(own, labels.size());
          folds.add(
              new Fold(speaker, own.size(), matrix.accuracy(), matrix.unweightedAverageRecall()));
        });
    ConfusionMatrix matrix = ConfusionMatrix.of(pooled, labels.size());
    double temperature = Calibration.fitTemperature(pooled);
    double threshold = Calibration.threshold(Scored.windows(pooled, temperature), COVERAGE);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loso_accuracy", matrix.accuracy());
    figures.put("loso_uar_pooled", matrix.unweightedAverageRecall());
    double mean = folds.stream().mapToDouble(Fold::uar).average().orElseThrow();
    double squares = folds.stream().mapToDouble(f -> (f.uar() - mean) * (f.uar() - mean)).sum();
    figures.put("loso_uar_mean", mean);
    figures.put("loso_uar_sd", Math.sqrt(squares / Math.max(1, folds.size() - 1)));
    figures.put("loso_macro_f1", matrix.macroF1());
    for (int label = 0; label < labels.size(); label++) {
      if (matrix.acted(label) > 0) {
        figures.put("loso_recall_" + labels.get(label), matrix.recall(label));
      }
    }
    int happiness = labels.indexOf("happiness");
    int anger = labels.indexOf("anger");
    if (happiness >= 0 && anger >= 0 && matrix.acted(happiness) > 0) {
      figures.put("loso_happiness_as_anger", matrix.confusion(happiness, anger));
    }
    calibrate(predictions, pooled, figures);
    return new LosoReport(
        "loso",
        corpus.name(),
        corpus.sha256(),
        pooled.size(),
        corpus.settings(),
        figures,
        temperature,
        threshold,
        labels,
        matrix.rows(),
        folds);
  }

  /** Where predictions come from: name and hash of the corpus, settings of the training. */
  public record Source(String name, String sha256, String settings) {}

  /**
   * Calibration figures. Each speaker's confidence is read at the temperature fitted on the other
   * speakers, so that no figure is made on the data that chose it.
   */
  private static void calibrate(
      Map<String, List<Prediction>> predictions,
      List<Prediction> pooled,
      Map<String, Double> figures) {
    List<Scored> utterances = new ArrayList<>();
    List<Scored> windows = new ArrayList<>();
    predictions.forEach(
        (speaker, own) -> {
          List<Prediction> others =
              pooled.stream().filter(p -> !p.speaker().equals(speaker)).toList();
          double temperature = others.isEmpty() ? 1 : Calibration.fitTemperature(others);
          utterances.addAll(Scored.utterances(own, temperature));
          windows.addAll(Scored.windows(own, temperature));
        });
    figures.put("loso_ece", Calibration.expectedError(utterances));
    figures.put("loso_window_ece", Calibration.expectedError(windows));
    figures.put("loso_window_error", Calibration.risk(windows, 0));
    double threshold = Calibration.threshold(windows, COVERAGE);
    figures.put("loso_window_error_at_80_coverage", Calibration.risk(windows, threshold));
  }

  /** Reads a report that {@link #write} wrote. */
  public static LosoReport read(Path file) throws IOException {
    try {
      return new ObjectMapper().readValue(file.toFile(), LosoReport.class);
    } catch (IOException e) {
      throw new IOException(
          file + " is not a report written by `crossvalidate`: " + firstLine(e.getMessage()), e);
    }
  }

  private static String firstLine(String message) {
    return message == null ? "it cannot be read" : message.lines().findFirst().orElse("");
  }

  /** Writes the report as JSON, making its folder. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
  }
}
