package io.tenor.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the records, their JSON, the published schemas and the golden files together. */
class EventContractTest {

  private static final ObjectMapper MAPPER = EventJson.newMapper();
  private static final JsonSchema EVENT = schema("emotion-event.schema.json");
  private static final JsonSchema ALERT = schema("emotion-alert.schema.json");

  private static final JsonSchema ACK = schema("alert-ack.schema.json");
  private static final JsonSchema STATUS = schema("sensor-status.schema.json");

  private static final JsonSchema MODEL = schema("model-announcement.schema.json");
  private static final JsonSchema MODEL_STATUS = schema("model-status.schema.json");

  private static final JsonSchema LABEL = schema("emotion-label.schema.json");

  static Stream<EmotionEvent> events() {
    return Stream.of(Samples.anger(), Samples.unknown(), Samples.silence());
  }

  static Stream<EmotionAlert> alerts() {
    return Stream.concat(
        Stream.of(AlertState.values()).map(Samples::alert), Stream.of(Samples.offline()));
  }

  static List<EmotionLabel> labels() {
    return Samples.labels();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyKindOfEventMeetsItsSchemaAndReadsBackEqual(EmotionEvent event) throws IOException {
    assertMeetsAndReadsBack(EVENT, EventSerdes.event(), event);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyStateOfAnAlertMeetsItsSchemaAndReadsBackEqual(EmotionAlert alert) throws IOException {
    assertMeetsAndReadsBack(ALERT, EventSerdes.alert(), alert);
  }

  @Test
  void anAcknowledgementMeetsItsSchemaAndReadsBackEqual() throws IOException {
    assertMeetsAndReadsBack(ACK, EventSerdes.alertAck(), Samples.ack());
    assertThat(EventJson.toJson(Samples.ack())).isEqualTo(golden("alert-ack.v1.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"alert | \"\"", "by | \" \"", "at | \"now\""})
  void aWrongAcknowledgementFailsItsSchemaAndIsNotRead(String property, String wrong)
      throws IOException {
    assertRefused(ACK, Samples.ack(), property, wrong);
  }

  @ParameterizedTest
  @MethodSource("labels")
  void aLabelOfEveryWordMeetsItsSchemaAndReadsBackEqual(EmotionLabel label) throws IOException {
    assertMeetsAndReadsBack(LABEL, EventSerdes.label(), label);
  }

  @Test
  void theJsonOfALabelIsTheGoldenOneWithoutItsId() throws IOException {
    assertThat(EventJson.toJson(Samples.label("anger"))).isEqualTo(golden("emotion-label.v1.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sensor    | \" \"",
        "context   | \"office\"",
        "from      | \"now\"",
        "to        | null",
        "label     | \"surprise\"",
        "label     | \"silence\"",
        "label     | \"Anger\"",
        "annotator | \"\"",
      })
  void aWrongLabelFailsItsSchemaAndIsNotRead(String property, String wrong) throws IOException {
    assertRefused(LABEL, Samples.label("anger"), property, wrong);
  }

  @ParameterizedTest
  @EnumSource
  void everyStateOfASensorMeetsItsSchemaAndReadsBackEqual(SensorState state) throws IOException {
    assertMeetsAndReadsBack(STATUS, EventSerdes.status(), Samples.status(state));
  }

  @ParameterizedTest
  @EnumSource
  void anAnnouncementMeetsItsSchemaAndReadsBackEqual(ModelRole role) throws IOException {
    assertMeetsAndReadsBack(MODEL, EventSerdes.modelAnnouncement(), Samples.model(role));
  }

  @ParameterizedTest
  @EnumSource
  void everyStateOfAModelMeetsItsSchemaAndReadsBackEqual(ModelState state) throws IOException {
    assertMeetsAndReadsBack(MODEL_STATUS, EventSerdes.modelStatus(), Samples.modelStatus(state));
  }

  @Test
  void theJsonOfAModelAndItsStatusAreTheGoldenOnes() throws IOException {
    assertThat(EventJson.toJson(Samples.model(ModelRole.SHADOW)))
        .isEqualTo(golden("model-announcement.v1.json"));
    assertThat(EventJson.toJson(Samples.modelStatus(ModelState.REFUSED)))
        .isEqualTo(golden("model-status.v1.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role        | \"spare\"",
        "model       | \"\"",
        "sha256      | \"0123\"",
        "bytes       | 0",
        "address     | \"compact.onnx\"",
        "properties  | [1]",
        "publishedAt | \"today\"",
      })
  void aWrongAnnouncementFailsItsSchemaAndIsNotRead(String property, String wrong)
      throws IOException {
    assertRefused(MODEL, Samples.model(ModelRole.LIVE), property, wrong);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role          | \"spare\"",
        "state         | \"SERVING\"",
        "instance      | \"\"",
        "servingSha256 | \"0123\"",
        "device        | null",
      })
  void aWrongModelStatusFailsItsSchemaAndIsNotRead(String property, String wrong)
      throws IOException {
    assertRefused(MODEL_STATUS, Samples.modelStatus(ModelState.SERVING), property, wrong);
  }

  @Test
  void theJsonOfAStatusIsTheGoldenOne() throws IOException {
    assertThat(EventJson.toJson(Samples.status(SensorState.ONLINE)))
        .isEqualTo(golden("sensor-status.v1.json"));
  }

  @Test
  void theJsonOfAnEventIsTheGoldenOne() throws IOException {
    assertThat(EventJson.toJson(Samples.anger())).isEqualTo(golden("emotion-event.v1.json"));
  }

  @Test
  void theJsonOfAnAlertIsTheGoldenOne() throws IOException {
    assertThat(EventJson.toJson(Samples.raised())).isEqualTo(golden("emotion-alert.v1.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "context     | \"office\"",
        "firstSample | -1",
        "firstSample | 1.5",
        "start       | \"yesterday\"",
        "start       | \"2026-03-01T10:15:30Z\"",
        "outcome     | \"EMOTION\"",
        "outcome     | \"silence\"",
        "label       | \"surprise\"",
        "label       | \"unknown\"",
        "probability | 1.2",
        "probabilities | {}",
        "probabilities | {\"anger\": -0.1}",
        "probabilities | {\"surprise\": 0.1}",
        "speechShare | \"0.5\"",
        "bridgedMs   | null",
        "sensor      | \" \"",
        "id          | \"4711\"",
      })
  void aWrongEventFailsItsSchema(String property, String wrong) throws IOException {
    // Given
    ObjectNode event = MAPPER.valueToTree(Samples.anger());
    // When
    event.set(property, MAPPER.readTree(wrong));
    // Then
    assertThat(EVENT.validate(event)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state     | \"maybe\"",
        "priority  | \"HIGH\"",
        "condition | \"weather\"",
        "emotions  | [\"surprise\"]",
        "since     | 12",
        "peak      | 2",
        "windows   | -1",
        "evidence  | [1]",
        "evidence  | [{\"event\": \"x\"}]",
        "purpose   | \"sales\"",
        "rules     | \"\"",
        "rule      | \"\"",
        "id        | \"distress\"",
      })
  void aWrongAlertFailsItsSchema(String property, String wrong) throws IOException {
    // Given
    ObjectNode alert = MAPPER.valueToTree(Samples.raised());
    // When
    alert.set(property, MAPPER.readTree(wrong));
    // Then
    assertThat(ALERT.validate(alert)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id               | \"ward/bed/7\"",
        "state            | \"maybe\"",
        "since            | 12",
        "number           | 0",
        "sessions         | 0",
        "chunks           | -1",
        "lateChunks       | 0.5",
        "clockShiftMs     | \"1\"",
        "degraded         | [\"tired\"]",
        "levelDb          | null",
      })
  void aWrongStatusFailsItsSchema(String property, String wrong) throws IOException {
    // Given
    ObjectNode status = MAPPER.valueToTree(Samples.status(SensorState.ONLINE));
    // When
    status.set(property, MAPPER.readTree(wrong));
    // Then
    assertThat(STATUS.validate(status)).isNotEmpty();
  }

  @Test
  void sensorsOfTwoContextsHaveTwoKeys() {
    assertThat(SensorStatus.key(SensorContext.WARD, "bed 4/a")).isEqualTo("ward/bed%204%2Fa");
    assertThat(SensorStatus.key(SensorContext.DRIVER, "a"))
        .isNotEqualTo(SensorStatus.key(SensorContext.WARD, "a"));
  }

  @Test
  void anEventOfAMonitorThatTellsNoArousalIsReadAsOneThatDoes() throws IOException {
    ObjectNode older = MAPPER.<ObjectNode>valueToTree(Samples.anger()).without("arousal");
    assertThat(EVENT.validate(older)).isEmpty();
    assertThat(MAPPER.treeToValue(older, EmotionEvent.class)).isEqualTo(Samples.anger());
  }

  @Test
  void everyComponentIsRequiredBySchemaAndReader() {
    // Given: arousal follows from the others
    ObjectNode whole = MAPPER.<ObjectNode>valueToTree(Samples.anger()).without("arousal");
    whole
        .fieldNames()
        .forEachRemaining(
            property -> {
              // When
              JsonNode without = whole.deepCopy().without(property);
              // Then
              assertThat(EVENT.validate(without)).as(property).isNotEmpty();
              assertThatThrownBy(() -> MAPPER.treeToValue(without, EmotionEvent.class))
                  .as(property)
                  .isInstanceOf(IOException.class);
            });
  }

  private static <T> void assertMeetsAndReadsBack(JsonSchema schema, Serde<T> serde, T value)
      throws IOException {
    byte[] json = serde.serializer().serialize("t", value);
    assertThat(schema.validate(MAPPER.readTree(json))).isEmpty();
    assertThat(serde.deserializer().deserialize("t", json)).isEqualTo(value);
  }

  /** By the schema and by the reader. */
  private static void assertRefused(JsonSchema schema, Object value, String property, String wrong)
      throws IOException {
    ObjectNode json = MAPPER.valueToTree(value);
    json.set(property, MAPPER.readTree(wrong));
    assertThat(schema.validate(json)).isNotEmpty();
    assertThatThrownBy(() -> MAPPER.treeToValue(json, value.getClass()))
        .isInstanceOf(IOException.class);
  }

  static JsonSchema schema(String name) {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    return factory.getSchema(EmotionEvent.class.getResourceAsStream(name));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = EventContractTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }
}
