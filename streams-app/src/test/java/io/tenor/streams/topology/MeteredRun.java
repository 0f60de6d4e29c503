package io.tenor.streams.topology;

import static io.tenor.streams.topology.MonitorDriver.CHUNK;
import static io.tenor.streams.topology.MonitorDriver.chunk;
import static io.tenor.streams.topology.MonitorDriver.voice;

import io.tenor.schema.ModelRole;
import io.tenor.schema.Purpose;
import io.tenor.streams.alert.RuleFile;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.model.ServedModel;
import io.tenor.streams.monitor.Health;
import io.tenor.streams.monitor.Readings;
import io.tenor.streams.topology.AlertSettings.Timers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * A monitor of which everything happens that is counted: speech and silence, a chunk twice, a gap,
 * one that is no audio, load that is shed, a sensor that is heard no more and comes back, and
 * alerts of that.
 */
public final class MeteredRun implements Readings, AutoCloseable {

  private final MonitorDriver monitor;

  /** Runs it. */
  public MeteredRun(OnnxModel model, Path stateDirectory, Meters meters) {
    var settings =
        MonitorDriver.settings(Overload.SHED, true)
            .alerting(
                new AlertSettings(
                    RuleFile.parse(DrivenAlerts.RULES), true, Purpose.MEDICAL, Timers.WALL_CLOCK));
    monitor = new MonitorDriver(model, stateDirectory, settings, meters);
    speak();
    shed();
    var key = "car-1".getBytes(StandardCharsets.UTF_8);
    monitor.driverAudio.pipeInput(key, new byte[] {1, 2, 3});
    monitor.passTime(Duration.ofSeconds(11)); // both are quiet
    for (int second = 0; second < 60; second++) {
      monitor.passTime(Duration.ofSeconds(1)); // and for so long that it is told
    }
    comeBack();
    monitor.passTime(Duration.ofSeconds(11));
  }

  private void speak() {
    var anger = voice("anger", 1);
    for (int i = 0; i < 16; i++) {
      var samples = anger.next(CHUNK);
      monitor.wardAudio.pipeInput(chunk("bed-1", "s1", i * CHUNK, samples));
      monitor.wardAudio.pipeInput(chunk("bed-2", "s1", i * CHUNK, new short[CHUNK]));
      if (i == 7) {
        monitor.wardAudio.pipeInput(chunk("bed-1", "s1", i * CHUNK, samples)); // twice
      }
    }
    monitor.passTime();
  }

  private void shed() {
    monitor.backlog.behind = true;
    var anger = voice("anger", 1);
    for (int i = 16; i < 32; i++) {
      monitor.wardAudio.pipeInput(chunk("bed-1", "s1", i * CHUNK, anger.next(CHUNK)));
    }
    monitor.passTime();
    monitor.backlog.behind = false;
    monitor.passTime();
  }

  private void comeBack() {
    var anger = voice("anger", 1);
    for (int i = 400; i < 408; i++) {
      monitor.wardAudio.pipeInput(chunk("bed-1", "s1", i * CHUNK, anger.next(CHUNK)));
    }
    monitor.passTime();
  }

  @Override
  public Health health() {
    return Readings.STARTING.health();
  }

  @Override
  public String state() {
    return "running";
  }

  @Override
  public int restoring() {
    return 0;
  }

  @Override
  public int hanging() {
    return 0;
  }

  @Override
  public Map<ModelRole, ServedModel> served() {
    return monitor.models.served();
  }

  @Override
  public Map<String, Long> lag() {
    return Map.of("audio.driver", 3L, "audio.ward", 0L);
  }

  @Override
  public Map<MetricName, ? extends Metric> kafka() {
    return monitor.kafka();
  }

  @Override
  public void close() {
    monitor.close();
  }
}
