package io.tenor.schema.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AlertPrinterTest {

  private static final TopicPartition PARTITION = new TopicPartition("emotion.alerts", 0);
  private static final String LINE = "10:15:36Z HIGH distress raised ward/bed 4/a 0.81";

  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private long offset;

  @Test
  void anAlertIsOneLineAndComesOnce() throws IOException {
    // Given
    assign();
    add("a/raised", golden());
    add("a/raised", golden());
    add("a/cleared", golden().replace("\"raised\"", "\"cleared\""));
    // When
    List<String> lines = run();
    // Then
    assertThat(lines).containsExactly(LINE, LINE.replace("raised", "cleared"));
  }

  @Test
  void aRecordThatCannotBeReadStopsNothing() throws IOException {
    // Given
    assign();
    add("a/sung", golden().replace("\"raised\"", "\"sung\""));
    add("b/raised", golden());
    // When
    List<String> lines = run();
    // Then
    assertThat(lines).hasSize(2).endsWith(LINE).first().asString().startsWith("skipped offset 0: ");
  }

  @Test
  void whatIsOfAnotherTypeIsLeftAlone() throws IOException {
    // Given
    assign();
    add("a/raised", golden(), "io.tenor.emotion.alert.v2");
    add("a/cleared", golden(), "io.tenor.emotion.alert.v1");
    // When
    List<String> lines = run();
    // Then
    assertThat(lines).containsExactly(LINE);
  }

  @Test
  void withoutAnIdEveryRecordIsPrinted() throws IOException {
    // Given
    assign();
    add(null, golden());
    add(null, golden());
    // When
    List<String> lines = run();
    // Then
    assertThat(lines).containsExactly(LINE, LINE);
  }

  private void assign() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
  }

  private void add(String id, String json) {
    add(id, json, "io.tenor.emotion.alert.v1");
  }

  private void add(String id, String json, String type) {
    var headers = new RecordHeaders();
    if (id != null) {
      headers.add("ce_id", id.getBytes(UTF_8));
    }
    headers.add("ce_type", type.getBytes(UTF_8));
    consumer.addRecord(
        new ConsumerRecord<>(
            PARTITION.topic(),
            PARTITION.partition(),
            offset++,
            0L,
            TimestampType.CREATE_TIME,
            0,
            0,
            "bed 4/a".getBytes(UTF_8),
            json.getBytes(UTF_8),
            headers,
            Optional.empty()));
  }

  private List<String> run() {
    var out = new ByteArrayOutputStream();
    var polls = new AtomicInteger(1);
    new AlertPrinter(new PrintStream(out, true, UTF_8))
        .run(consumer, () -> polls.getAndDecrement() > 0);
    return out.toString(UTF_8).lines().toList();
  }

  private static String golden() throws IOException {
    try (InputStream in =
        AlertPrinterTest.class.getResourceAsStream("/io/tenor/schema/emotion-alert.v1.json")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
