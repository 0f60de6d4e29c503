package io.tenor.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.broker.LocalBroker;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.streams.Patience;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.monitor.MonitorSettings;
import io.tenor.streams.topology.TopologySettings;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health and the numbers of a monitor on a real broker, which dies in the end. */
class MonitorMetricsIT {

  private static final int CHUNK = 4_000;
  private static final Topics TOPICS = new Topics();

  @TempDir private Path directory;

  private static void speak(Map<String, Object> client, int chunks) {
    var voice = new VoiceSynthesizer(VoiceProfile.of("anger"), 7);
    var bytes = new ByteArraySerializer();
    long startMs = System.currentTimeMillis() - chunks * 250L;
    try (var producer = new KafkaProducer<>(client, bytes, bytes)) {
      for (int i = 0; i < chunks; i++) {
        var unused =
            producer.send(
                AudioRecords.of(
                    TOPICS.audio(SensorContext.WARD),
                    "bed-1",
                    "s1",
                    startMs,
                    i * CHUNK,
                    voice.next(CHUNK)));
      }
    }
  }

  private static Exposition scrape(HttpEndpoint endpoint) {
    return Exposition.parse(Http.get(endpoint.address(), "/metrics").body());
  }

  private static void awaitReady(HttpEndpoint endpoint) {
    Patience.await().until(() -> Http.get(endpoint.address(), "/health/ready").status() == 200);
  }

  @Test
  void aMonitorIsReadyWhileItHearsItsSensorsAndSaysWhyWhenItDoesNot()
      throws IOException, InterruptedException {
    // Given
    var broker = LocalBroker.start(LocalBroker.Options.temporary());
    try (var metrics = new MonitorMetrics();
        var endpoint =
            HttpEndpoint.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics)) {
      var client = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (var admin = Admin.create(new HashMap<>(client))) {
        new TopicAdmin(admin).create(new TopicPlan(TOPICS, 2, Optional.empty()));
      }
      assertThat(Http.get(endpoint.address(), "/health/ready").body()).contains("starting");
      var settings =
          new MonitorSettings(
              "metered",
              client,
              TopologySettings.of(TOPICS),
              1,
              0,
              MonitorSettings.SESSION_TIMEOUT,
              Duration.ofMillis(100),
              directory);
      var monitor =
          Monitor.start(settings, ModelChoice.SHIPPED, Clock.systemUTC(), metrics.meters());
      try (monitor) {
        metrics.of(monitor);
        awaitReady(endpoint);

        // When: four seconds of speech
        speak(new HashMap<>(client), 16);
        Patience.await().until(() -> scrape(endpoint).sum("tenor_windows_total") == 5);

        // Then
        Patience.await().until(() -> scrape(endpoint).sum("tenor_audio_lag_records") == 0);
        var scraped = scrape(endpoint);
        assertThat(scraped.values("tenor_audio_lag_records", "topic"))
            .containsExactly("audio.driver", "audio.ward");
        assertThat(scraped.sum("tenor_chunks_total")).isEqualTo(16);
        assertThat(scraped.sum("tenor_ready")).isEqualTo(1);
        assertThat(scraped.sum("tenor_kafka_state", "state", "running")).isEqualTo(1);
        assertThat(scraped.sum("tenor_kafka_threads_alive")).isEqualTo(1);
        assertThat(scraped.sum("tenor_kafka_records_processed_total")).isGreaterThanOrEqualTo(16);
        assertThat(scraped.sum("tenor_kafka_commits_total")).isPositive();
        assertThat(scraped.sum("tenor_kafka_consumed_bytes_total"))
            .isGreaterThan(16 * 2 * CHUNK / 2.0);
        assertThat(scraped.sum("tenor_kafka_rebalances_total")).isPositive();
        assertThat(scraped.sum("tenor_model_info", "role", "live")).isEqualTo(1);
        assertThat(scraped.sum("tenor_latency_seconds_bucket", "stage", "event", "le", "+Inf"))
            .isEqualTo(5);

        // And when the broker is gone
        broker.close();
        Patience.await()
            .untilAsserted(
                () ->
                    assertThat(Http.get(endpoint.address(), "/health/ready").body())
                        .contains("The brokers do not answer."));
        assertThat(Http.get(endpoint.address(), "/health/live").status()).isEqualTo(200);
      }
      assertThat(Http.get(endpoint.address(), "/health/ready").body()).contains("stop");
    } finally {
      broker.close();
    }
  }
}
