package io.tenor.trainer.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cross-validation found: the figures a model's card gives, and what pictures are drawn of.
 *
 * @param protocol name of the protocol, such as {@code loso}
 * @param description what the protocol does, in one sentence
 * @param corpus its name
 * @param trainingDataSha256 hash of its files
 * @param utterances number of utterances tested with each seed
 * @param speakers who was tested, sorted
 * @param seeds what the trainings were repeated with
 * @param settings how the networks were trained, in words
 * @param thresholdRule how the unknown thresholds were chosen, in words
 * @param labels names in the order of the matrices
 * @param figures fractions by name, such as {@code loso_uar_pooled}; each the mean over the seeds
 * @param views what was found without history ({@link #PLAIN}), and with it ({@link #ADAPTED},
 *     {@link #MOODS}, {@link #CALM}, {@link #ONE_MOOD}) if the network has a use for it
 * @param folds one a seed and fold
 * @param curves one a seed and fold
 * @param corpora figures of each of several corpora, sorted; empty for one
 */
public record Report(
    String protocol,
    String description,
    String corpus,
    String trainingDataSha256,
    int utterances,
    List<String> speakers,
    List<Long> seeds,
    String settings,
    String thresholdRule,
    List<String> labels,
    Map<String, Double> figures,
    Map<String, View> views,
    List<FoldFigures> folds,
    List<Curve> curves,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CorpusFigures> corpora) {

  /** Name of the view in which each utterance is heard alone. */
  public static final String PLAIN = "plain";

  /** Name of the view with the sensor's history. */
  public static final String ADAPTED = "adapted";

  /** Name of the view in which the sensor has heard the speaker's neutral utterances. */
  public static final String CALM = "calm";

  /** Name of the view with a history in which one emotion comes after the other. */
  public static final String MOODS = "moods";

  /** Name of the view in which the sensor has heard utterances of the same emotion alone. */
  public static final String ONE_MOOD = "one_mood";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * One fold of the plain view.
   *
   * @param seed it was trained with
   * @param fold its name
   * @param utterances how many were tested
   * @param accuracy share heard as acted
   * @param uar unweighted average recall over the labels that were tested
   */
  public record FoldFigures(long seed, String fold, int utterances, double accuracy, double uar) {}

  /**
   * A learning curve.
   *
   * @param seed of the training
   * @param fold its name
   * @param steps steps done at each point
   * @param losses mean training loss since the point before
   */
  public record Curve(long seed, String fold, List<Integer> steps, List<Double> losses) {
    /** Copies the lists. */
    public Curve {
      steps = List.copyOf(steps);
      losses = List.copyOf(losses);
    }
  }

  /** Copies the collections, keeping their order. */
  public Report {
    speakers = List.copyOf(speakers);
    seeds = List.copyOf(seeds);
    labels = List.copyOf(labels);
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
    folds = List.copyOf(folds);
    curves = List.copyOf(curves);
    // Reports from before there could be several say nothing of corpora.
    corpora = corpora == null ? List.of() : List.copyOf(corpora);
  }

  /** Utterances tested with each seed, of corpora that networks were trained on. */
  public int utterancesOfTraining() {
    return corpora.isEmpty()
        ? utterances
        : corpora.stream().filter(c -> !c.testOnly()).mapToInt(CorpusFigures::utterances).sum();
  }

  /** How many corpora were heard by networks that were trained on the others. */
  public long corporaLeftOut() {
    return corpora.stream().filter(c -> !c.testOnly()).count();
  }

  /**
   * The view that a monitor serves the model in: with history where there is one. Its temperature
   * and threshold belong into the model.
   */
  public View served() {
    return views.getOrDefault(ADAPTED, views.get(PLAIN));
  }

  /** Begins the names of the protocol's figures, such as {@code loso_text}. */
  public String prefix() {
    return prefix(protocol, PLAIN);
  }

  static String prefix(String protocol, String view) {
    String prefix = protocol.replace('-', '_');
    return view.equals(PLAIN) ? prefix : prefix + "_" + view;
  }

  /**
   * Name of the figure that holds the UAR pooled over folds. Under {@code loso} without history it
   * says so, since literature has the mean of the folds as well.
   */
  static String pooledUar(String prefix) {
    return prefix.equals("loso") ? "loso_uar_pooled" : prefix + "_uar";
  }

  /**
   * Reads a report that {@link #write} wrote.
   *
   * @throws IOException in one sentence, if it is not one
   */
  public static Report read(Path file) throws IOException {
    Report report;
    try {
      report = JSON.readValue(file.toFile(), Report.class);
    } catch (IOException e) {
      throw new IOException(
          file + " is not a report written by `crossvalidate`: " + firstLine(e.getMessage()), e);
    }
    return report;
  }

  private static String firstLine(String message) {
    return message == null ? "it cannot be read" : message.lines().findFirst().orElse("");
  }

  /** Writes the report as JSON, making its folder. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writeValue(file.toFile(), this);
  }
}
