package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.MovedClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

  private final Map<MetricName, Metric> metrics = new HashMap<>();
  private final MovedClock clock = new MovedClock();
  private final Heartbeats heartbeats = new Heartbeats(clock, 3);

  private record Value(MetricName metricName, Object metricValue) implements Metric {}

  private void heard(String client, double secondsAgo) {
    var name =
        new MetricName(
            "last-heartbeat-seconds-ago",
            "consumer-coordinator-metrics",
            "",
            Map.of("client-id", client));
    metrics.put(name, new Value(name, secondsAgo));
  }

  private boolean later() {
    clock.move(Duration.ofSeconds(1));
    return heartbeats.getAsBoolean();
  }

  @Test
  void theBrokersAreThereAsLongAsEveryConsumerReachesThem() {
    assertThat(heartbeats.getAsBoolean()).as("no consumer yet").isTrue();
    heartbeats.of(() -> metrics);
    heard("a", -1);
    assertThat(later()).as("before the first").isTrue();
    heard("a", 1);
    heard("b", 3);
    assertThat(later()).isTrue();
    heard("b", 4);
    assertThat(later()).isFalse();
    heard("b", 0);
    assertThat(later()).isTrue();
  }
}
