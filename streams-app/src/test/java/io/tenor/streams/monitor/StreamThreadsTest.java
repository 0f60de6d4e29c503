package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class StreamThreadsTest {

  private record Value(MetricName metricName, Object metricValue) implements Metric {}

  private final Map<MetricName, Metric> metrics = new HashMap<>();

  private MetricName add(String tag, String value) {
    var name = new MetricName("age", "group", "", Map.of(tag, value));
    metrics.put(name, new Value(name, 1.0));
    return name;
  }

  @Test
  void metricsOfAThreadThatHasFailedDoNotCount() {
    // Given
    var dead = add("client-id", "app-1-StreamThread-1-consumer");
    var alive = add("client-id", "app-1-StreamThread-11-consumer");
    var deadThread = add("thread-id", "app-1-StreamThread-1");
    var admin = add("client-id", "app-1-admin");
    var untagged = add("topic", "audio.ward");

    // When
    var left = StreamThreads.ofThose(metrics, List.of("app-1-StreamThread-11"));

    // Then
    assertThat(left).containsOnlyKeys(alive, admin, untagged).doesNotContainKeys(dead, deadThread);
  }
}
