package io.tenor.spectrogram;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Everything an ONNX file says of itself in its {@code metadata_props}, so that a monitor needs no
 * second file to serve it.
 *
 * @param name of the network, such as {@code compact}
 * @param version of this training of it, such as {@code 1.2.0}
 * @param labels in the order of the output, at least two, each lower-case letters, digits, dashes
 *     or underscores
 * @param frontEnd how samples become the input
 * @param adaptation what the model starts a sensor's history with, if it asks for one: then it has
 *     the input {@link #STATISTICS}
 * @param comparison what the model starts a sensor's past of pooled features with, if it compares
 *     them: then it has the input {@link #PAST} and the output {@link #FEATURES}
 * @param temperature above 0; the graph divides its logits by it (calibration), so that {@link
 *     #OUTPUT} holds calibrated probabilities
 * @param unknownThreshold 0 to 1: a window whose highest probability is below it is "unknown"
 * @param trainingDataSha256 64 lower-case hexadecimal digits
 * @param figures what was measured, by name, such as {@code loso_uar_mean}; names of lower-case
 *     letters, digits, dots, dashes or underscores
 * @param licence under which the file may be used, if it is not as free as Tenor itself
 */
public record ModelMetadata(
    String name,
    String version,
    List<String> labels,
    FrontEnd frontEnd,
    Optional<SensorNormalisation> adaptation,
    Optional<FeatureNormalisation> comparison,
    double temperature,
    double unknownThreshold,
    String trainingDataSha256,
    Map<String, String> figures,
    Optional<ModelLicence> licence) {

  /** Name of the graph's input: uint8 {@code [N, bands, frames]}. */
  public static final String INPUT = "levels";

  /**
   * Name of the input of a graph that adapts to its sensor: float {@code [N, 2, bands]}, the means,
   * then the standard deviations of what the sensor said before, in levels (see {@link
   * SensorHistory}).
   */
  public static final String STATISTICS = "statistics";

  /**
   * Name of the input of a graph that compares features: float {@code [N, 2, features]}, means,
   * then variances of {@link #FEATURES} over the sensor's windows before this one (see {@link
   * RunningFeatureStatistics}).
   */
  public static final String PAST = "past";

  /**
   * Name of the second output of a graph that compares features: float {@code [N, features]}, what
   * it pooled over each window. It does not depend on {@link #PAST}.
   */
  public static final String FEATURES = "features";

  /** Name of the graph's output: float {@code [N, labels]}. */
  public static final String OUTPUT = "probabilities";

  /** What {@code tenor.format} has to be. */
  public static final String FORMAT = "1";

  private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,64}");
  private static final Pattern FIGURE_NAME = Pattern.compile("[a-z0-9._-]{1,64}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks every component and copies the collections.
   *
   * @throws IllegalArgumentException if one is wrong; the message begins with its name
   */
  public ModelMetadata {
    notBlank("name", name);
    notBlank("version", version);
    labels = List.copyOf(labels);
    checkLabels(labels);
    Objects.requireNonNull(frontEnd, "frontEnd is null");
    if (adaptation.isPresent() && adaptation.get().bands() != frontEnd.bands()) {
      throw new IllegalArgumentException(
          "mean has %d values, not one for each of the %d bands"
              .formatted(adaptation.get().bands(), frontEnd.bands()));
    }
    if (!(temperature > 0 && temperature <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "temperature is " + temperature + ", not a number above 0");
    }
    if (!(unknownThreshold >= 0 && unknownThreshold <= 1)) {
      throw new IllegalArgumentException(
          "unknownThreshold is " + unknownThreshold + ", not from 0 to 1");
    }
    if (!SHA_256.matcher(trainingDataSha256).matches()) {
      throw new IllegalArgumentException(
          "trainingDataSha256 is '" + trainingDataSha256 + "', not 64 lower-case hex digits");
    }
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    figures.forEach(ModelMetadata::checkFigure);
  }

  /** A model that may be used as Tenor itself. */
  public ModelMetadata(
      String name,
      String version,
      List<String> labels,
      FrontEnd frontEnd,
      Optional<SensorNormalisation> adaptation,
      Optional<FeatureNormalisation> comparison,
      double temperature,
      double unknownThreshold,
      String trainingDataSha256,
      Map<String, String> figures) {
    this(
        name,
        version,
        labels,
        frontEnd,
        adaptation,
        comparison,
        temperature,
        unknownThreshold,
        trainingDataSha256,
        figures,
        Optional.empty());
  }

  private static void notBlank(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is '" + value + "', which says nothing");
    }
  }

  private static void checkLabels(List<String> labels) {
    if (labels.size() < 2) {
      throw new IllegalArgumentException("labels is " + labels + ", fewer than two");
    }
    if (new HashSet<>(labels).size() < labels.size()) {
      throw new IllegalArgumentException("labels is " + labels + ", which repeats one");
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException(
            "labels holds '" + label + "', not lower-case letters, digits, dashes or underscores");
      }
    }
  }

  private static void checkFigure(String name, String value) {
    if (!FIGURE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "figure."
              + name
              + " is no figure's name: use lower-case letters, digits, dots, dashes, underscores");
    }
    notBlank("figure." + name, value);
  }

  /**
   * The row of {@link #STATISTICS} of a sensor that has not been heard: {@code [2, bands]}, empty
   * if the model does not adapt.
   */
  public float[] newSensorStatistics() {
    return adaptation
        .map(prior -> new RunningBandStatistics(prior).row())
        .orElseGet(() -> new float[0]);
  }

  /**
   * The row of {@link #PAST} of a sensor that has not been heard: {@code [2, features]}, empty if
   * the model does not compare features.
   */
  public float[] newSensorPast() {
    return comparison
        .map(prior -> new RunningFeatureStatistics(prior).row())
        .orElseGet(() -> new float[0]);
  }

  /** The same model with other figures. */
  public ModelMetadata withFigures(Map<String, String> others) {
    return new ModelMetadata(
        name,
        version,
        labels,
        frontEnd,
        adaptation,
        comparison,
        temperature,
        unknownThreshold,
        trainingDataSha256,
        others,
        licence);
  }

  /** The same model under a licence. */
  public ModelMetadata withLicence(ModelLicence own) {
    return new ModelMetadata(
        name,
        version,
        labels,
        frontEnd,
        adaptation,
        comparison,
        temperature,
        unknownThreshold,
        trainingDataSha256,
        figures,
        Optional.of(own));
  }

  /** The properties to write into {@code metadata_props}, sorted by name. */
  public Map<String, String> toProperties() {
    return MetadataProperties.write(this);
  }

  /**
   * Reads what {@link #toProperties} wrote; other properties are ignored.
   *
   * @throws IllegalArgumentException in one sentence that names the property that is missing or
   *     wrong, and its value
   */
  public static ModelMetadata parse(Map<String, String> props) {
    return MetadataProperties.read(props);
  }
}
