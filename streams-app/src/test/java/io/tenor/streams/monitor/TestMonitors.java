package io.tenor.streams.monitor;

import io.tenor.schema.Topics;
import io.tenor.streams.TestKafka;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Monitors in this process. */
public final class TestMonitors {

  private TestMonitors() {}

  /**
   * Starts one; those of the same topics share the sensors.
   *
   * @param stateDirectory of its own
   */
  public static Monitor start(
      TestKafka kafka, Topics topics, ModelChoice choice, Path stateDirectory)
      throws InterruptedException {
    return Monitor.start(
        settings(kafka, topics, topics.prefix() + "monitor", stateDirectory),
        choice,
        Clock.systemUTC());
  }

  /** How one runs as part of an application. */
  public static MonitorSettings settings(
      TestKafka kafka, Topics topics, String applicationId, Path stateDirectory) {
    return new MonitorSettings(
        applicationId,
        kafka.client(),
        TopologySettings.of(topics),
        1,
        0,
        MonitorSettings.SESSION_TIMEOUT,
        Duration.ofMillis(100),
        stateDirectory);
  }
}
