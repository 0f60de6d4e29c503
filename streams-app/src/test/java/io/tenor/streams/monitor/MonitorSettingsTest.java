package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Topics;
import io.tenor.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MonitorSettingsTest {

  private static Properties config(Map<String, String> client) {
    return new MonitorSettings(
            "monitor",
            client,
            TopologySettings.of(new Topics()),
            2,
            0,
            MonitorSettings.SESSION_TIMEOUT,
            Duration.ofMillis(100),
            Path.of("state"))
        .streamsConfig();
  }

  @Test
  void whatHasProvedItselfIsADefaultThatAnOperatorMayChange() {
    // Given
    var own =
        Map.of(
            "topic.segment.bytes", "1073741824",
            "producer.linger.ms", "5",
            "producer.batch.size", "1000",
            "producer.compression.type", "zstd",
            "poll.ms", "50");

    // When
    var config = config(own);

    // Then
    assertThat(config).containsAllEntriesOf(own);
    assertThat(config(Map.of()))
        .containsEntry("topic.segment.bytes", "67108864")
        .containsEntry("producer.linger.ms", 100L)
        .containsEntry("producer.compression.type", "lz4");
  }

  @Test
  void whatADeliveryDependsOnCannotBeChanged() {
    assertThat(config(Map.of("processing.guarantee", "at_least_once", "commit.interval.ms", "7")))
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("commit.interval.ms", 100L);
  }
}
