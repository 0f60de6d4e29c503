package io.tenor.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class TopicsAndHeadersTest {

  @Test
  void allNamesCarryThePrefix() {
    assertThat(new Topics().all())
        .containsExactly(
            "audio.driver",
            "audio.ward",
            "emotion.events",
            "emotion.alerts",
            "alert.acks",
            "alert.rules",
            "sensor.status",
            "audio.rejected",
            "emotion.models",
            "emotion.model.files",
            "model.status",
            "emotion.events.shadow",
            "emotion.labels");
    assertThat(new Topics("prod.").all()).allMatch(name -> name.startsWith("prod."));
  }

  @Test
  void aPrefixThatKafkaWouldRefuseIsRefused() {
    assertThatThrownBy(() -> new Topics("a b")).hasMessageContaining("'a b'");
    assertThatThrownBy(() -> new Topics("x".repeat(201))).hasMessageContaining("200");
  }

  @Test
  void anEventHasTheCloudEventsAttributesOfBinaryMode() {
    // When
    Map<String, String> headers = text(CloudEventHeaders.of(Samples.anger()));
    // Then
    assertThat(headers)
        .containsOnly(
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_id", "ward/bed%204%2Fa/s1/16000"),
            Map.entry("ce_type", "io.tenor.emotion.event.v1"),
            Map.entry("ce_source", "/tenor/ward/bed%204%2Fa"),
            Map.entry("ce_time", "2026-03-01T10:15:32.250Z"),
            Map.entry("content-type", "application/json"));
  }

  @Test
  void anAlertHasTheTimeOfItsChange() {
    // When
    Map<String, String> headers = text(CloudEventHeaders.of(Samples.raised()));
    // Then
    assertThat(headers)
        .containsEntry("ce_type", "io.tenor.emotion.alert.v1")
        .containsEntry("ce_id", "distress/ward/bed%204%2Fa/s1/1772360130250/raised")
        .containsEntry("ce_time", "2026-03-01T10:15:36.250Z");
  }

  @Test
  void aStatusHasTheTimeOfTheLastAudio() {
    // When
    Map<String, String> headers = text(CloudEventHeaders.of(Samples.status(SensorState.OFFLINE)));
    // Then
    assertThat(headers)
        .containsEntry("ce_type", "io.tenor.sensor.status.v1")
        .containsEntry("ce_id", "ward/bed%204%2Fa/1772360130250/7")
        .containsEntry("ce_time", "2026-03-01T10:16:31.250Z");
  }

  @Test
  void aModelAndItsStatusSayWhereTheyComeFrom() {
    assertThat(text(CloudEventHeaders.of(Samples.model(ModelRole.LIVE))))
        .containsEntry("ce_type", "io.tenor.model.announcement.v1")
        .containsEntry("ce_id", "live/1772360130250")
        .containsEntry("ce_source", "/tenor/models");
    assertThat(text(CloudEventHeaders.of(Samples.modelStatus(ModelState.SERVING))))
        .containsEntry("ce_type", "io.tenor.model.status.v1")
        .containsEntry("ce_id", "tenor-monitor/tenor-monitor-6f0c/live/1772360130250")
        .containsEntry("ce_source", "/tenor/tenor-monitor/tenor-monitor-6f0c");
  }

  @Test
  void aLabelHasTheTimeFromWhichItHolds() {
    // When
    Map<String, String> headers = text(CloudEventHeaders.of(Samples.label("anger")));
    // Then
    assertThat(headers)
        .containsEntry("ce_type", "io.tenor.emotion.label.v1")
        .containsEntry("ce_id", "ward/bed%204%2Fa/1772360130250/nurse%2012")
        .containsEntry("ce_source", "/tenor/labels")
        .containsEntry("ce_time", "2026-03-01T10:15:30.250Z");
  }

  private static Map<String, String> text(Headers headers) {
    Map<String, String> text = new TreeMap<>();
    headers.forEach(header -> text.put(header.key(), new String(header.value(), UTF_8)));
    return text;
  }
}
