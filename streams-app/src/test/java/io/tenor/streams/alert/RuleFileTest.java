package io.tenor.streams.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tenor.schema.AlertCondition;
import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of rules: what they mean, what is wrong with others, and that the schema says the same. */
class RuleFileTest {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(EmotionEvent.class.getResourceAsStream("alert-rules.schema.json"));

  private static final String FULL =
      """
      version: ward-7
      smoothing: {model: markov, dwell: 6s, weight: 0.25}
      rules:
        - name: distress
          condition: emotion
          emotions: [anger, fear]
          contexts: [ward]
          priority: medium
          raise: 0.6
          clear: 0.35
          for: 2.5s
          speech: 0.4
          coolDown: 1.5m
          expire: 1h
          escalate: {after: 500ms, priority: high}
      """;

  private static boolean schemaAccepts(String text) throws IOException {
    return SCHEMA.validate(YAML.readTree(text)).isEmpty();
  }

  @Test
  void everyWordOfARuleIsRead() throws IOException {
    // When
    var set = RuleFile.parse(FULL);

    // Then
    assertThat(schemaAccepts(FULL)).isTrue();
    assertThat(set.version()).isEqualTo("ward-7");
    assertThat(set.smoothing()).isEqualTo(new TemporalModel.Markov(Duration.ofSeconds(6), 0.25));
    assertThat(set.rules())
        .containsExactly(
            new AlertRule(
                "distress",
                new Condition.Emotions(List.of(Emotion.ANGER, Emotion.FEAR)),
                Set.of(SensorContext.WARD),
                Priority.MEDIUM,
                0.6,
                0.35,
                Duration.ofMillis(2_500),
                0.4,
                Duration.ofSeconds(90),
                Duration.ofHours(1),
                Optional.of(new Escalation(Duration.ofMillis(500), Priority.HIGH))));
  }

  @Test
  void aShortRuleHasDefaults() throws IOException {
    // When
    var text = "{version: a, rules: [{name: x, emotions: [fear], raise: 0.7, clear: 0.5}]}";
    var set = RuleFile.parse(text);

    // Then
    assertThat(schemaAccepts(text)).isTrue();
    assertThat(set.smoothing()).isEqualTo(Defaults.SMOOTHING);
    var rule = set.rules().get(0);
    assertThat(rule.condition().kind()).isEqualTo(AlertCondition.EMOTION);
    assertThat(rule.contexts()).containsExactlyInAnyOrder(SensorContext.values());
    assertThat(rule.priority()).isEqualTo(Priority.MEDIUM);
    assertThat(rule.minDuration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(rule.coolDown()).isEqualTo(Duration.ofSeconds(30));
    assertThat(rule.expireAfter()).isEqualTo(Duration.ofSeconds(60));
    assertThat(rule.escalation()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatTenorShipsIsUsableAndOfItsContextAlone(SensorContext context) throws IOException {
    // When
    var text = RuleFile.shipped(context);
    var set = RuleFile.parse(text);

    // Then
    assertThat(schemaAccepts(text)).isTrue();
    assertThat(set.rules())
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.contexts()).containsExactly(context));
    assertThat(Defaults.rules().rules()).containsAll(set.rules());
  }

  @Test
  void asJsonItIsTheSame() {
    assertThat(RuleFile.parse(RuleFile.toJson(FULL))).isEqualTo(RuleFile.parse(FULL));
    assertThat(RuleFile.toJson(FULL).lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "condition: rising, emotions: [anger], raise: 0.5, clear: 0.2, over: 30s",
        "condition: mixed, groups: [[anger], [fear]], raise: 0.5, clear: 0.2",
        "condition: arousal, raise: 0.8, clear: 0.4",
        "condition: arousal, raise: 0.8, clear: 0.4, unless: [happiness]",
        "condition: unknown, raise: 0.5, clear: 0.2, over: 30s",
        "condition: offline, for: 1m, expire: 12h",
        "condition: clipped, raise: 0.5, clear: 0.2",
        "condition: noisy, raise: 0.5, clear: 0.2, aboveDb: -20",
        "condition: quiet, raise: 0.5, clear: 0.2, belowDb: -60",
      })
  void everyConditionCanBeWritten(String fields) throws IOException {
    // Given
    var text = "{version: a, rules: [{name: x, %s}]}".formatted(fields);

    // Then
    assertThat(schemaAccepts(text)).isTrue();
    assertThat(fields).contains(RuleFile.parse(text).rules().get(0).condition().kind().label());
  }

  /** The schema knows as much but for thresholds that have to go together. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: X, emotions: [fear], raise: 0.7, clear: 0.5 | The rule 'X' needs a name of lower-case letters, digits and '-' that begins with a letter.",
        "name: x, raise: 0.7, clear: 0.5 | The rule 'x' has no emotions.",
        "name: x, emotions: [], raise: 0.7, clear: 0.5 | The rule 'x' names no emotion.",
        "name: x, emotions: [rage], raise: 0.7, clear: 0.5 | The rule 'x' names the unknown emotion 'rage': known are anger, boredom, disgust, fear, happiness, sadness, neutral.",
        "name: x, emotions: [fear, fear], raise: 0.7, clear: 0.5 | The rule 'x' names fear twice.",
        "name: x, emotions: fear, raise: 0.7, clear: 0.5 | The rule 'x' needs a list as its emotions.",
        "name: x, emotions: [fear], raise: 0.7 | The rule 'x' has no clear.",
        "name: x, emotions: [fear], raise: high, clear: 0.5 | The rule 'x' needs a number as its raise, not 'high'.",
        "name: x, emotions: [fear], raise: 1.7, clear: 0.5 | The rule 'x' needs 0 < clear < raise <= 1, but has clear 0.5 and raise 1.7.",
        "name: x, emotions: [fear], raise: 0.7, clear: 0.5, for: soon | The rule 'x' needs a number with its unit as its for, such as 500ms, 2s, 1.5m or 24h, not 'soon'.",
        "name: x, emotions: [fear], raise: 0.7, clear: 0.5, for: 2 | The rule 'x' needs a number with its unit as its for, such as 500ms, 2s, 1.5m or 24h, not '2'.",
        "name: x, emotions: [fear], raise: 0.7, clear: 0.5, priority: urgent | The rule 'x' has the unknown priority 'urgent': it is high, medium or low.",
        "name: x, emotions: [fear], raise: 0.7, clear: 0.5, contexts: [office] | The rule 'x' names the unknown context 'office': it is driver or ward.",
        "name: x, emotions: [fear], raise: 0.7, clear: 0.5, cooldown: 2s | The rule 'x' has cooldown, which means nothing there.",
        "name: x, emotions: [fear], raise: 0.7, clear: 0.5, speech: 2 | The rule 'x' needs a share of speech from 0 to 1, not 2.0.",
        "name: x, emotions: [fear], raise: 0.7, clear: 0.5, escalate: {after: 2s} | The escalate of the rule 'x' has no priority.",
        "name: x, condition: weather, raise: 0.7, clear: 0.5 | The rule 'x' has the unknown condition 'weather': it is one of emotion, rising, mixed, arousal, unknown, offline, clipped, noisy, quiet.",
        "name: x, condition: offline, raise: 0.7 | The rule 'x' has raise, which means nothing there.",
        "name: x, condition: mixed, groups: [[fear]], raise: 0.4, clear: 0.2 | The rule 'x' needs at least two groups of emotions.",
      })
  void aBadRuleIsOneSentenceAndFailsTheSchema(String fields, String sentence) throws IOException {
    // Given
    var text = "{version: a, rules: [{%s}]}".formatted(fields);

    // Then
    assertThatThrownBy(() -> RuleFile.parse(text))
        .isInstanceOf(RuleException.class)
        .hasMessage(sentence);
    assertThat(schemaAccepts(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: x, emotions: [fear], raise: 0.5, clear: 0.7 | The rule 'x' needs 0 < clear < raise <= 1, but has clear 0.7 and raise 0.5.",
        "name: x, condition: mixed, groups: [[fear], [anger]], raise: 0.6, clear: 0.2 | The rule 'x' can never be met: 2 groups share one probability, so the least of them is at most 0.50, and raise is 0.6.",
        "name: x, condition: mixed, groups: [[fear], [anger, fear]], raise: 0.4, clear: 0.2 | The rule 'x' has fear in two groups.",
        "name: x, emotions: [fear], raise: 0.7, clear: 0.5, escalate: {after: 2s, priority: medium} | The rule 'x' escalates to medium, which is not above its own priority medium.",
        "name: x, condition: offline, for: 2h, expire: 1h | The rule 'x' would expire before it is raised: expire has to be longer than for.",
        "name: x, condition: unknown, over: 0s, raise: 0.7, clear: 0.5 | The rule 'x' needs a half-life (over) above 0.",
      })
  void whatContradictsItselfIsOneSentence(String fields, String sentence) {
    assertThatThrownBy(() -> RuleFile.parse("{version: a, rules: [{%s}]}".formatted(fields)))
        .isInstanceOf(RuleException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | The file has to be a mapping of names to values.",
        "[] | The file has to be a mapping of names to values.",
        "rules: [] | The file has no version.",
        "{version: a, rules: []} | The file has no rules: give at least one.",
        "{version: a b, rules: [{name: x, condition: offline}]} | The version 'a b' has to be of letters, digits, '.', '_' and '-', at most 64.",
        "{version: a, smoothing: {model: kalman}, rules: [{name: x, condition: offline}]} | The smoothing model 'kalman' is none of markov, exponential and none.",
        "{version: a, smoothing: {model: markov, dwell: 2s, weight: 0}, rules: [{name: x, condition: offline}]} | The smoothing needs a weight above 0 and at most 1, not 0.0.",
        "{version: a, rule: [], rules: [{name: x, condition: offline}]} | The file has rule, which means nothing there.",
        "{version: a, rules: [{condition: offline}]} | Rule 1 has no name.",
      })
  void aBadFileIsOneSentenceAndFailsTheSchema(String text, String sentence) throws IOException {
    assertThatThrownBy(() -> RuleFile.parse(text))
        .isInstanceOf(RuleException.class)
        .hasMessage(sentence);
    assertThat(schemaAccepts(text.isEmpty() ? "null" : text)).isFalse();
  }

  @Test
  void namesAreNotRepeated() {
    assertThatThrownBy(
            () ->
                RuleFile.parse(
                    "{version: a, rules: [{name: x, condition: offline}, {name: x, condition: offline}]}"))
        .hasMessage("Two rules have the name 'x': give each its own.");
  }

  @Test
  void whatIsNotYamlIsToldWithItsPlace() {
    assertThatThrownBy(() -> RuleFile.parse("version: a\nrules:\n  - name: [x\n"))
        .isInstanceOf(RuleException.class)
        .hasMessageStartingWith("The file is not YAML (line ");
  }
}
