package io.tenor.streams.cli;

import io.tenor.streams.sizing.Cost;
import io.tenor.streams.sizing.Deployment;
import io.tenor.streams.sizing.Deployment.Retention;
import io.tenor.streams.sizing.UnitCosts;
import io.tenor.streams.sizing.Workload;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The sensors, and how monitor and brokers are to be run. */
final class SizeOptions {

  private static final double ALERT_RETENTION_HOURS = 90 * 24;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many microphones. Default: ${DEFAULT-VALUE}.")
  private int sensors;

  @Option(
      names = "--speech-share",
      paramLabel = "P",
      defaultValue = "0.3",
      description =
          "Part of the time in which somebody speaks, 0 to 1: silence is not scored. Default:"
              + " ${DEFAULT-VALUE}.")
  private double speechShare;

  @Option(
      names = "--chunk-ms",
      paramLabel = "MS",
      defaultValue = "250",
      description = "How long a sensor's chunks are, 10 to 10000. Default: ${DEFAULT-VALUE}.")
  private int chunkMs;

  @Option(
      names = "--retention-hours",
      paramLabel = "H",
      defaultValue = "24",
      description = "How long audio is kept. Default: ${DEFAULT-VALUE}, as topics create has it.")
  private double retentionHours;

  @Option(
      names = "--event-retention-hours",
      paramLabel = "H",
      defaultValue = "720",
      description = "How long events are kept. Default: ${DEFAULT-VALUE}, as topics create has it.")
  private double eventRetentionHours;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "3",
      description = "Copies of each record among the brokers. Default: ${DEFAULT-VALUE}.")
  private int replication;

  @Option(
      names = "--event-readers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Consumers that read all events. Default: ${DEFAULT-VALUE}.")
  private int eventReaders;

  @Option(
      names = "--target-latency",
      paramLabel = "MS",
      defaultValue = "1000",
      description =
          "From the last chunk of a window to its event, 99th percentile, ms. Default:"
              + " ${DEFAULT-VALUE}.")
  private double targetLatencyMs;

  @Option(
      names = "--target-utilisation",
      paramLabel = "P",
      defaultValue = "0.6",
      description =
          "Part of its time that a thread or a core may work, below 1: the rest is for peaks, for"
              + " catching up, and for what the model does not know. Default: ${DEFAULT-VALUE}.")
  private double targetUtilisation;

  @Option(
      names = "--cores-per-instance",
      paramLabel = "N",
      defaultValue = "4",
      description = "Cores of a monitor, with a stream thread on each. Default: ${DEFAULT-VALUE}.")
  private int coresPerInstance;

  @Option(
      names = "--cores-per-broker",
      paramLabel = "N",
      defaultValue = "8",
      description = "Cores of a broker. Default: ${DEFAULT-VALUE}.")
  private int coresPerBroker;

  @Option(
      names = "--broker-network-gbit",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "What a broker's network carries in each direction, Gbit/s. Default: ${DEFAULT-VALUE}.")
  private double brokerGigabits;

  @Option(
      names = "--standbys",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Copies of each sensor's state that other monitors keep ready. Default: ${DEFAULT-VALUE}.")
  private int standbys;

  @Option(
      names = "--changelog-segment-mb",
      paramLabel = "MB",
      defaultValue = "67",
      description =
          "Size of a changelog's segment, which is compacted only when it is full (topic.segment.bytes"
              + " in the monitor's --config). Default: ${DEFAULT-VALUE}, as the monitor makes its topics;"
              + " Kafka's own default is 1074.")
  private double segmentMegabytes;

  @Option(
      names = "--gpu-windows-per-second",
      paramLabel = "N",
      description = {
        "Score on GPUs that do so many windows a second: ./tenor model check --device cuda tells.",
        "Default: score on the CPU."
      })
  private Optional<Double> gpu = Optional.empty();

  /** What comes. */
  Workload work() {
    require(sensors >= 1 && sensors <= 10_000_000, "--sensors is a number from 1 to 10000000");
    require(speechShare >= 0 && speechShare <= 1, "--speech-share is 0 to 1");
    require(chunkMs >= 10 && chunkMs <= 10_000, "--chunk-ms is 10 to 10000");
    return Workload.of(sensors, speechShare, chunkMs);
  }

  /** How it is to be run; with a GPU also where the costs have one. */
  Deployment deployment(UnitCosts costs) {
    require(retentionHours > 0, "--retention-hours is above 0");
    require(eventRetentionHours > 0, "--event-retention-hours is above 0");
    require(replication >= 1, "--replication is at least 1");
    require(eventReaders >= 0, "--event-readers is at least 0");
    require(targetLatencyMs > 0, "--target-latency is a number of milliseconds above 0");
    require(
        targetUtilisation > 0 && targetUtilisation < 1,
        "--target-utilisation is above 0 and below 1");
    require(coresPerInstance >= 1, "--cores-per-instance is at least 1");
    require(coresPerBroker >= 1, "--cores-per-broker is at least 1");
    require(brokerGigabits > 0, "--broker-network-gbit is above 0");
    require(standbys >= 0, "--standbys is at least 0");
    require(segmentMegabytes > 0, "--changelog-segment-mb is above 0");
    require(gpu.filter(n -> !(n > 0)).isEmpty(), "--gpu-windows-per-second is above 0");
    return new Deployment(
        targetLatencyMs,
        targetUtilisation,
        coresPerInstance,
        coresPerBroker,
        standbys,
        replication,
        eventReaders,
        new Retention(retentionHours, eventRetentionHours, ALERT_RETENTION_HOURS),
        1e6 * segmentMegabytes,
        1e9 / 8 * brokerGigabits,
        Deployment.PARTITION_BYTES_PER_SECOND,
        gpu.or(() -> costs.monitor().gpuWindowsPerSecond().map(Cost::value)));
  }

  private static void require(boolean right, String sentence) {
    if (!right) {
      throw UserException.wrongUse(sentence + ".");
    }
  }
}
