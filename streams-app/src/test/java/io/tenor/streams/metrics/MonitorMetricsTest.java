package io.tenor.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertState;
import io.tenor.schema.Priority;
import io.tenor.streams.model.FailingGpu;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.topology.MeteredRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted while the real topology runs. */
class MonitorMetricsTest {

  @TempDir private Path directory;

  private Exposition after(OnnxModel model) {
    try (var metrics = new MonitorMetrics();
        var run = new MeteredRun(model, directory, metrics.meters())) {
      metrics.of(run);
      return Exposition.parse(metrics.scrape());
    }
  }

  @Test
  void everythingThatHappensIsCounted() {
    try (var model = OnnxModel.shipped(1)) {
      // When
      var scraped = after(model);

      // Then: 16 chunks of each of two sensors, one of them twice, and of one 16 more, then 8 more
      assertThat(scraped.sum("tenor_chunks_total", "outcome", "dropped")).isEqualTo(1);
      assertThat(scraped.sum("tenor_chunks_total", "outcome", "restarted")).isEqualTo(3);
      assertThat(scraped.sum("tenor_chunks_total", "outcome", "appended")).isEqualTo(53);
      assertThat(scraped.sum("tenor_chunks_rejected_total")).isEqualTo(1);
      assertThat(scraped.sum("tenor_chunks_rejected_total", "reason", "unreadable")).isEqualTo(1);

      // and two seconds are a window, four are five, eight are thirteen
      double silent = scraped.sum("tenor_windows_total", "outcome", "silence");
      assertThat(silent).isBetween(5.0, 12.0);
      double skipped = scraped.sum("tenor_windows_skipped_total");
      assertThat(skipped).isPositive();
      assertThat(scraped.sum("tenor_windows_total") + skipped).isEqualTo(1 + 5 + 13);
      assertThat(scraped.sum("tenor_latency_seconds_count", "stage", "event"))
          .isEqualTo(scraped.sum("tenor_windows_total"));
      assertThat(scraped.sum("tenor_latency_seconds_count", "stage", "ingest")).isEqualTo(57);

      // and what was run is what was spoken
      double batches = scraped.sum("tenor_batch_windows_count");
      assertThat(batches).isPositive();
      assertThat(scraped.sum("tenor_latency_seconds_count", "stage", "inference"))
          .isEqualTo(batches);
      assertThat(scraped.sum("tenor_batch_windows_sum"))
          .isEqualTo(scraped.sum("tenor_windows_total") - silent);
      assertThat(scraped.sum("tenor_latency_seconds_count", "stage", "wait")).isPositive();
      assertThat(scraped.sum("tenor_device_fallbacks_total")).isZero();
    }
  }

  @Test
  void sensorsAlertsModelsAndKafkaAreTold() {
    try (var model = OnnxModel.shipped(1)) {
      // When
      var scraped = after(model);

      // Then
      assertThat(scraped.sum("tenor_sensors", "state", "offline")).isEqualTo(2);
      assertThat(scraped.sum("tenor_sensors")).isEqualTo(2);
      assertThat(scraped.sum("tenor_alerts_total", "rule", "offline", "state", "raised"))
          .isEqualTo(2);
      assertThat(scraped.sum("tenor_alerts_total", "rule", "offline", "state", "cleared"))
          .isEqualTo(1);
      assertThat(
              scraped.sum(
                  "tenor_model_info", "role", "live", "version", model.version(), "device", "cpu"))
          .isEqualTo(1);
      assertThat(scraped.sum("tenor_audio_lag_records", "topic", "audio.driver")).isEqualTo(3);
      assertThat(scraped.sum("tenor_kafka_state", "state", "running")).isEqualTo(1);
      assertThat(scraped.sum("tenor_kafka_state")).isEqualTo(1);
    }
  }

  @Test
  void noSeriesIsAboutASensor() {
    try (var model = OnnxModel.shipped(1)) {
      // When
      var scraped = after(model);

      // Then
      assertThat(scraped.samples()).hasSizeLessThan(400);
      assertThat(scraped.samples())
          .allSatisfy(
              sample ->
                  assertThat(sample.labels().values())
                      .noneMatch(value -> value.contains("bed-") || value.contains("car-")));
    }
  }

  @Test
  void aGpuThatFailsIsCountedOnceHoweverManyTasksSeeIt() {
    try (var metrics = new MonitorMetrics();
        var failing = FailingGpu.model();
        var other = FailingGpu.model();
        var first = new MeteredRun(failing, directory.resolve("1"), metrics.meters())) {
      // When
      metrics.of(first);
      metrics.meters().fellBack(failing);

      // Then
      var scraped = Exposition.parse(metrics.scrape());
      assertThat(scraped.sum("tenor_device_fallbacks_total")).isEqualTo(1);
      assertThat(scraped.values("tenor_model_info", "device")).containsExactly("cpu");

      // and another model is another fall
      metrics.meters().fellBack(other);
      assertThat(Exposition.parse(metrics.scrape()).sum("tenor_device_fallbacks_total"))
          .isEqualTo(2);
    }
  }

  @Test
  void rulesThatComeAndGoDoNotMakeSeriesWithoutEnd() {
    try (var metrics = new MonitorMetrics()) {
      // When
      for (int i = 0; i < 1_000; i++) {
        metrics.meters().alert("rule-" + i, Priority.LOW, AlertState.RAISED);
      }

      // Then
      var scraped = Exposition.parse(metrics.scrape());
      assertThat(scraped.sum("tenor_alerts_total")).isEqualTo(1_000);
      assertThat(scraped.values("tenor_alerts_total", "rule"))
          .hasSize(TopologyMeters.MOST_RULES + 1);
      assertThat(scraped.sum("tenor_alerts_total", "rule", TopologyMeters.OTHER_RULES))
          .isEqualTo(1_000 - TopologyMeters.MOST_RULES);
    }
  }
}
