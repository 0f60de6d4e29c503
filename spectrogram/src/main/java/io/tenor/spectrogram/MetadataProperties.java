package io.tenor.spectrogram;

import io.tenor.spectrogram.FrontEnd.Scale;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Writes and reads {@link ModelMetadata} as the text properties of an ONNX file. */
final class MetadataProperties {
  private static final String PREFIX = "tenor.";
  private static final String FIGURE = PREFIX + "figure.";
  private static final String ADAPTATION = "adaptation.";
  private static final String COMPARISON = "comparison.";
  private static final String LICENCE = "licence";
  private static final String ATTRIBUTION = "attribution";

  /** Property, without its prefix, of each component whose name is another. */
  private static final Map<String, String> PROPERTY_OF =
      Map.ofEntries(
          Map.entry("sampleRateHz", "sample_rate_hz"),
          Map.entry("fftSize", "fft_size"),
          Map.entry("frameSamples", "frame_samples"),
          Map.entry("hopSamples", "hop_samples"),
          Map.entry("minHz", "min_hz"),
          Map.entry("maxHz", "max_hz"),
          Map.entry("floorDb", "floor_db"),
          Map.entry("ceilingDb", "ceiling_db"),
          Map.entry("windowFrames", "window_frames"),
          Map.entry("mean", ADAPTATION + "mean"),
          Map.entry("deviation", ADAPTATION + "deviation"),
          Map.entry("priorFrames", ADAPTATION + "prior_frames"),
          Map.entry("memoryFrames", ADAPTATION + "memory_frames"),
          Map.entry("featureMean", COMPARISON + "mean"),
          Map.entry("featureVariance", COMPARISON + "variance"),
          Map.entry("priorWindows", COMPARISON + "prior_windows"),
          Map.entry("memoryWindows", COMPARISON + "memory_windows"),
          Map.entry("unknownThreshold", "unknown_threshold"),
          Map.entry("trainingDataSha256", "training_data_sha256"));

  private final Map<String, String> props;

  private MetadataProperties(Map<String, String> props) {
    this.props = props;
  }

  static Map<String, String> write(ModelMetadata model) {
    FrontEnd frontEnd = model.frontEnd();
    var props = new TreeMap<String, String>();
    props.put(PREFIX + "format", ModelMetadata.FORMAT);
    props.put(PREFIX + "name", model.name());
    props.put(PREFIX + "version", model.version());
    props.put(PREFIX + "labels", String.join(",", model.labels()));
    props.put(PREFIX + "sample_rate_hz", Integer.toString(frontEnd.sampleRateHz()));
    props.put(PREFIX + "fft_size", Integer.toString(frontEnd.fftSize()));
    props.put(PREFIX + "frame_samples", Integer.toString(frontEnd.frameSamples()));
    props.put(PREFIX + "hop_samples", Integer.toString(frontEnd.hopSamples()));
    props.put(PREFIX + "scale", frontEnd.scale().name());
    props.put(PREFIX + "bands", Integer.toString(frontEnd.bands()));
    props.put(PREFIX + "min_hz", Double.toString(frontEnd.minHz()));
    props.put(PREFIX + "max_hz", Double.toString(frontEnd.maxHz()));
    props.put(PREFIX + "floor_db", Double.toString(frontEnd.floorDb()));
    props.put(PREFIX + "ceiling_db", Double.toString(frontEnd.ceilingDb()));
    props.put(PREFIX + "window_frames", Integer.toString(frontEnd.windowFrames()));
    model.adaptation().ifPresent(adaptation -> write(adaptation, props));
    model.comparison().ifPresent(comparison -> write(comparison, props));
    props.put(PREFIX + "temperature", Double.toString(model.temperature()));
    props.put(PREFIX + "unknown_threshold", Double.toString(model.unknownThreshold()));
    props.put(PREFIX + "training_data_sha256", model.trainingDataSha256());
    model.figures().forEach((figure, value) -> props.put(FIGURE + figure, value));
    model
        .licence()
        .ifPresent(
            own -> {
              props.put(PREFIX + LICENCE, own.licence());
              props.put(PREFIX + ATTRIBUTION, own.attribution());
            });
    return Collections.unmodifiableMap(props);
  }

  private static void write(SensorNormalisation adaptation, Map<String, String> props) {
    String prefix = PREFIX + ADAPTATION;
    props.put(prefix + "mean", list(adaptation.mean()));
    props.put(prefix + "deviation", list(adaptation.deviation()));
    props.put(prefix + "prior_frames", Integer.toString(adaptation.priorFrames()));
    props.put(prefix + "memory_frames", Integer.toString(adaptation.memoryFrames()));
  }

  private static void write(FeatureNormalisation comparison, Map<String, String> props) {
    String prefix = PREFIX + COMPARISON;
    props.put(prefix + "mean", list(comparison.featureMean()));
    props.put(prefix + "variance", list(comparison.featureVariance()));
    props.put(prefix + "prior_windows", Integer.toString(comparison.priorWindows()));
    props.put(prefix + "memory_windows", Integer.toString(comparison.memoryWindows()));
  }

  /** The shortest text of each value that reads back as the same value. */
  private static String list(float[] values) {
    var text = new StringJoiner(",");
    for (float value : values) {
      text.add(Float.toString(value));
    }
    return text.toString();
  }

  static ModelMetadata read(Map<String, String> props) {
    var reader = new MetadataProperties(props);
    String format = reader.text("format");
    if (!format.equals(ModelMetadata.FORMAT)) {
      throw new IllegalArgumentException(
          PREFIX
              + "format is '"
              + format
              + "', this version of Tenor reads '"
              + ModelMetadata.FORMAT
              + "' only");
    }
    try {
      return reader.model();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(withProperty(e.getMessage()), e);
    }
  }

  private ModelMetadata model() {
    return new ModelMetadata(
        text("name"),
        text("version"),
        List.of(text("labels").split(",", -1)),
        new FrontEnd(
            whole("sample_rate_hz"),
            whole("fft_size"),
            whole("frame_samples"),
            whole("hop_samples"),
            scale(),
            whole("bands"),
            number("min_hz"),
            number("max_hz"),
            number("floor_db"),
            number("ceiling_db"),
            whole("window_frames")),
        adaptation(),
        comparison(),
        number("temperature"),
        number("unknown_threshold"),
        text("training_data_sha256"),
        figures(),
        licence());
  }

  private Optional<ModelLicence> licence() {
    if (!names(LICENCE) && !names(ATTRIBUTION)) {
      return Optional.empty();
    }
    return Optional.of(new ModelLicence(text(LICENCE), text(ATTRIBUTION)));
  }

  /** Whether any property of a group is there: then all of them have to be. */
  private boolean names(String group) {
    return props.keySet().stream().anyMatch(name -> name.startsWith(PREFIX + group));
  }

  private Optional<SensorNormalisation> adaptation() {
    if (!names(ADAPTATION)) {
      return Optional.empty();
    }
    return Optional.of(
        new SensorNormalisation(
            numbers(ADAPTATION + "mean"),
            numbers(ADAPTATION + "deviation"),
            whole(ADAPTATION + "prior_frames"),
            whole(ADAPTATION + "memory_frames")));
  }

  private Optional<FeatureNormalisation> comparison() {
    if (!names(COMPARISON)) {
      return Optional.empty();
    }
    return Optional.of(
        new FeatureNormalisation(
            numbers(COMPARISON + "mean"),
            numbers(COMPARISON + "variance"),
            whole(COMPARISON + "prior_windows"),
            whole(COMPARISON + "memory_windows")));
  }

  private float[] numbers(String property) {
    String[] parts = text(property).split(",", -1);
    float[] values = new float[parts.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.parseFloat(parts[i]);
      }
    } catch (NumberFormatException e) {
      throw wrong(property, "numbers with commas between", e);
    }
    return values;
  }

  private String text(String property) {
    String value = props.get(PREFIX + property);
    if (value == null) {
      throw new IllegalArgumentException(PREFIX + property + " is missing");
    }
    return value;
  }

  private int whole(String property) {
    String text = text(property);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong(property, "a whole number", e);
    }
  }

  private double number(String property) {
    String text = text(property);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(property, "a number", e);
    }
  }

  private Scale scale() {
    String text = text("scale");
    try {
      return Scale.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw wrong("scale", "MEL or LINEAR", e);
    }
  }

  private IllegalArgumentException wrong(String property, String expected, Exception cause) {
    return new IllegalArgumentException(
        PREFIX + property + " is '" + text(property) + "', not " + expected, cause);
  }

  private Map<String, String> figures() {
    var figures = new TreeMap<String, String>();
    props.forEach(
        (property, value) -> {
          if (property.startsWith(FIGURE)) {
            figures.put(property.substring(FIGURE.length()), value);
          }
        });
    return figures;
  }

  /** The checks of the records begin with a component's name: puts the property's in its place. */
  private static String withProperty(String message) {
    if (message.startsWith(PREFIX)) {
      return message;
    }
    String component = message.substring(0, message.indexOf(' '));
    return PREFIX
        + PROPERTY_OF.getOrDefault(component, component)
        + message.substring(component.length());
  }
}
