package io.tenor.streams.alert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tenor.schema.AlertCondition;
import io.tenor.schema.Emotion;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import io.tenor.streams.alert.Condition.Arousal;
import io.tenor.streams.alert.Condition.Clipped;
import io.tenor.streams.alert.Condition.Emotions;
import io.tenor.streams.alert.Condition.Mixed;
import io.tenor.streams.alert.Condition.Noisy;
import io.tenor.streams.alert.Condition.Offline;
import io.tenor.streams.alert.Condition.Quiet;
import io.tenor.streams.alert.Condition.Rising;
import io.tenor.streams.alert.Condition.Unknown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a set of rules from YAML, or from JSON, which is YAML. The file's form is that of {@code
 * alert-rules.schema.json}; beyond it, thresholds have to go together. Every error is a {@link
 * RuleException} that names the rule and says what is wrong.
 */
public final class RuleFile {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final Duration HALF_LIFE = Duration.ofSeconds(10);
  private static final Duration USUAL = Duration.ofSeconds(60);
  private static final double NOISY_DB = -35;
  private static final double QUIET_DB = -70;

  private RuleFile() {}

  /**
   * The rules of a text.
   *
   * @throws RuleException if it is none, or they do not go together
   */
  public static RuleSet parse(String text) {
    var file = Fields.of(tree(text), "the file");
    var version = file.text("version");
    if (!VERSION.matcher(version).matches()) {
      throw new RuleException(
          "The version '%s' has to be of letters, digits, '.', '_' and '-', at most 64."
              .formatted(version));
    }
    var smoothing = file.child("smoothing").map(RuleFile::smoothing).orElse(Defaults.SMOOTHING);
    var rules = new ArrayList<AlertRule>();
    for (var node : file.list("rules")) {
      rules.add(rule(node, rules.size() + 1));
    }
    file.nothingElse();
    if (rules.isEmpty()) {
      throw new RuleException("The file has no rules: give at least one.");
    }
    return new RuleSet(version, smoothing, rules);
  }

  /**
   * The same rules as one line of JSON.
   *
   * @throws RuleException if they cannot be used
   */
  public static String toJson(String text) {
    parse(text);
    return tree(text).toString();
  }

  /** The rules of a context that Tenor ships, as a file that a person may start from. */
  public static String shipped(SensorContext context) {
    try (var in = RuleFile.class.getResourceAsStream(context.label() + ".yaml")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String text) {
    try {
      var tree = YAML.readTree(text);
      return tree == null ? YAML.missingNode() : tree;
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw new RuleException(
          "The file is not YAML%s: %s."
              .formatted(
                  place == null
                      ? ""
                      : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr()),
                  e.getOriginalMessage().lines().findFirst().orElse("it cannot be read")));
    }
  }

  private static TemporalModel smoothing(Fields fields) {
    var model = fields.text("model");
    TemporalModel read =
        switch (model) {
          case "none" -> new TemporalModel.None();
          case "exponential" -> new TemporalModel.Exponential(positive(fields, "halfLife"));
          case "markov" ->
              new TemporalModel.Markov(positive(fields, "dwell"), weight(fields.number("weight")));
          default ->
              throw new RuleException(
                  "The smoothing model '%s' is none of markov, exponential and none."
                      .formatted(model));
        };
    fields.nothingElse();
    return read;
  }

  private static Duration positive(Fields fields, String name) {
    var duration = fields.duration(name);
    if (duration.isZero()) {
      throw new RuleException("The smoothing needs a %s above 0.".formatted(name));
    }
    return duration;
  }

  private static double weight(double weight) {
    if (!(weight > 0 && weight <= 1)) {
      throw new RuleException(
          "The smoothing needs a weight above 0 and at most 1, not %s.".formatted(weight));
    }
    return weight;
  }

  private static AlertRule rule(JsonNode node, int number) {
    var unnamed = Fields.of(node, "rule " + number);
    var name = unnamed.text("name");
    var fields = unnamed.named("the rule '" + name + "'");
    var kindLabel = fields.optionalText("condition").orElse(AlertCondition.EMOTION.label());
    var kind =
        AlertCondition.ofLabel(kindLabel)
            .orElseThrow(
                () ->
                    new RuleException(
                        "The rule '%s' has the unknown condition '%s': it is one of %s."
                            .formatted(
                                name,
                                kindLabel,
                                Fields.list(
                                    Arrays.stream(AlertCondition.values())
                                        .map(AlertCondition::label)
                                        .toList()))));
    boolean offline = kind == AlertCondition.OFFLINE;
    var condition = condition(kind, fields);
    var rule =
        new AlertRule(
            name,
            condition,
            contexts(fields),
            fields
                .optionalText("priority")
                .map(label -> priority(name, label))
                .orElse(Priority.MEDIUM),
            offline ? 1 : fields.number("raise"),
            offline ? 0.5 : fields.number("clear"),
            fields.duration("for", offline ? Duration.ofSeconds(30) : Duration.ofSeconds(2)),
            offline ? 0 : fields.number("speech", 0),
            fields.duration("coolDown", Duration.ofSeconds(30)),
            fields.duration("expire", offline ? Duration.ofHours(24) : Duration.ofSeconds(60)),
            fields.child("escalate").map(child -> escalation(name, child)));
    fields.nothingElse();
    return rule;
  }

  private static Condition condition(AlertCondition kind, Fields fields) {
    return switch (kind) {
      case EMOTION -> new Emotions(emotions(fields, fields.texts("emotions")));
      case RISING ->
          new Rising(emotions(fields, fields.texts("emotions")), fields.duration("over", USUAL));
      case MIXED -> new Mixed(groups(fields));
      case AROUSAL ->
          new Arousal(fields.has("unless") ? emotions(fields, fields.texts("unless")) : List.of());
      case UNKNOWN -> new Unknown(fields.duration("over", HALF_LIFE));
      case OFFLINE -> new Offline();
      case CLIPPED -> new Clipped(fields.duration("over", HALF_LIFE));
      case NOISY ->
          new Noisy(fields.number("aboveDb", NOISY_DB), fields.duration("over", HALF_LIFE));
      case QUIET ->
          new Quiet(fields.number("belowDb", QUIET_DB), fields.duration("over", HALF_LIFE));
    };
  }

  private static List<List<Emotion>> groups(Fields fields) {
    var groups = fields.textLists("groups").stream().map(g -> emotions(fields, g)).toList();
    if (groups.size() < 2) {
      throw fields.wrong("needs at least two groups of emotions");
    }
    var seen = EnumSet.noneOf(Emotion.class);
    for (var emotion : groups.stream().flatMap(List::stream).toList()) {
      if (!seen.add(emotion)) {
        throw fields.wrong("has " + emotion.label() + " in two groups");
      }
    }
    return groups;
  }

  private static List<Emotion> emotions(Fields fields, List<String> labels) {
    if (labels.isEmpty()) {
      throw fields.wrong("names no emotion");
    }
    var emotions = new ArrayList<Emotion>();
    for (var label : labels) {
      var emotion =
          Emotion.ofLabel(label)
              .orElseThrow(
                  () ->
                      fields.wrong(
                          "names the unknown emotion '%s': known are %s"
                              .formatted(
                                  label,
                                  Fields.list(
                                      Arrays.stream(Emotion.values())
                                          .map(Emotion::label)
                                          .toList()))));
      if (emotions.contains(emotion)) {
        throw fields.wrong("names " + label + " twice");
      }
      emotions.add(emotion);
    }
    return emotions;
  }

  private static Set<SensorContext> contexts(Fields fields) {
    if (!fields.has("contexts")) {
      return EnumSet.allOf(SensorContext.class);
    }
    var contexts = EnumSet.noneOf(SensorContext.class);
    for (var label : fields.texts("contexts")) {
      contexts.add(
          SensorContext.ofLabel(label)
              .orElseThrow(
                  () ->
                      fields.wrong(
                          "names the unknown context '%s': it is driver or ward"
                              .formatted(label))));
    }
    return contexts;
  }

  private static Escalation escalation(String rule, Fields fields) {
    var escalation =
        new Escalation(fields.duration("after"), priority(rule, fields.text("priority")));
    fields.nothingElse();
    return escalation;
  }

  private static Priority priority(String rule, String label) {
    return Optional.of(label)
        .flatMap(
            text ->
                Arrays.stream(Priority.values())
                    .filter(priority -> priority.label().equals(text))
                    .findFirst())
        .orElseThrow(
            () ->
                new RuleException(
                    "The rule '%s' has the unknown priority '%s': it is high, medium or low."
                        .formatted(rule, label)));
  }
}
