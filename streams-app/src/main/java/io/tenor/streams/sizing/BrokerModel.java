package io.tenor.streams.sizing;

import io.tenor.streams.sizing.Sizing.BrokerBound;
import io.tenor.streams.sizing.Sizing.Brokers;
import io.tenor.streams.sizing.Sizing.Network;
import io.tenor.streams.sizing.Sizing.Stored;
import java.util.List;

/**
 * What the brokers carry and keep. With {@code r} copies, {@code n} sensors and {@code q} the share
 * that a copy costs:
 *
 * <pre>
 * cores          brokers b + n (chunks/s chunk + events/s event + changelog records/s record) (1 + q (r - 1))
 * brokers        1 + the most of cores / (cores of a broker u - b), and traffic / (its network u)
 * copies         (r - 1) (audio + output + changelogs), in and out
 * a topic keeps  bytes/s x retention x r
 * changelogs     r (n held + stores x partitions x segment, or what is written in a week if less)
 * </pre>
 *
 * <p>A changelog is compacted, but never its newest segment, which a broker closes when it is full
 * or a week old. So a changelog is as large as that segment, however little is left of it after
 * compaction.
 */
final class BrokerModel {

  private static final double SECONDS_PER_HOUR = 3600;

  /** Kafka's default of segment.ms. */
  private static final double SEGMENT_SECONDS = 7 * 24 * SECONDS_PER_HOUR;

  /** Topics with a partition count of their own: two of audio, events, alerts, status, rejected. */
  private static final int TOPICS = 6;

  private final UnitCosts costs;
  private final Workload work;
  private final Deployment deployment;

  BrokerModel(UnitCosts costs, Workload work, Deployment deployment) {
    this.costs = costs;
    this.work = work;
    this.deployment = deployment;
  }

  double audioBytesPerSecond() {
    double envelope = work.chunksPerSecond() * costs.messages().audioEnvelopeBytes().value();
    double samples = work.sampleBytesPerSecond() * costs.messages().audioCompression().value();
    return work.sensors() * (samples + envelope);
  }

  private double eventBytesPerSecond() {
    var messages = costs.messages();
    double scored = work.scoredWindowsPerSecond();
    return packed(
        scored * messages.eventBytes().value()
            + (work.windowsPerSecond() - scored) * messages.silentEventBytes().value());
  }

  private double statusBytesPerSecond() {
    var messages = costs.messages();
    return packed(messages.statusesPerSecond().value() * messages.statusBytes().value());
  }

  private double alertBytesPerSecond() {
    return packed(
        work.alertMessagesPerHour() / SECONDS_PER_HOUR * costs.messages().alertBytes().value());
  }

  private double packed(double bytesPerSensorSecond) {
    return work.sensors() * bytesPerSensorSecond * costs.messages().eventCompression().value();
  }

  private double changelogBytesPerSecond() {
    return work.sensors()
        * costs.changelogBytesPerSecond(work)
        * costs.messages().changelogCompression().value();
  }

  /** All changelogs, one copy of each. */
  double changelogBytes(int partitions) {
    double bytes = 0;
    for (var store : costs.stores()) {
      double written =
          work.sensors()
              * store.bytesPerSecond(work)
              * costs.messages().changelogCompression().value();
      double held = work.sensors() * store.heldBytes().value();
      bytes +=
          held
              + Math.min(
                  partitions * deployment.changelogSegmentBytes(), written * SEGMENT_SECONDS);
    }
    return bytes;
  }

  int replicas(int partitions) {
    return partitions * deployment.replication() * (TOPICS + costs.stores().size());
  }

  Brokers brokers() {
    double sensors = sensorCores(costs, work, deployment.replication());
    double own = costs.broker().brokerCores().value();
    double useful = deployment.coresPerBroker() * deployment.targetUtilisation() - own;
    if (useful <= 0) {
      throw new SizingException(
          "A broker takes %.1f cores before anything comes: give it more with --cores-per-broker."
              .formatted(own));
    }
    int byCores = (int) Math.ceil(sensors / useful) + 1;
    int byNetwork = byNetwork();
    int count = Math.max(deployment.replication(), Math.max(byCores, byNetwork));
    var bound =
        count == byCores
            ? BrokerBound.CORES
            : count == byNetwork ? BrokerBound.NETWORK : BrokerBound.COPIES;
    return new Brokers(sensors + count * own, count, bound);
  }

  private int byNetwork() {
    var network = network();
    double most = Math.max(network.in(), network.out());
    double useful = deployment.brokerBytesPerSecond() * deployment.targetUtilisation();
    return (int) Math.ceil(most / useful) + 1;
  }

  /** Busy cores of so many brokers that keep one copy of each record, as in a measured run. */
  static double cores(UnitCosts costs, Workload work, int brokers) {
    return brokers * costs.broker().brokerCores().value() + sensorCores(costs, work, 1);
  }

  private static double sensorCores(UnitCosts costs, Workload work, int replication) {
    var broker = costs.broker();
    double micros =
        work.chunksPerSecond() * broker.chunkMicros().value()
            + work.windowsPerSecond() * broker.eventMicros().value()
            + costs.changelogRecordsPerSecond(work) * broker.changelogRecordMicros().value();
    double copies = 1 + broker.replicaShare().value() * (replication - 1);
    return work.sensors() * micros * copies / 1e6;
  }

  Network network() {
    double audio = audioBytesPerSecond();
    double events = eventBytesPerSecond();
    double output = events + statusBytesPerSecond() + alertBytesPerSecond();
    double changelog = changelogBytesPerSecond();
    return new Network(
        audio,
        output,
        changelog,
        (deployment.replication() - 1) * (audio + output + changelog),
        audio,
        deployment.eventReaders() * events,
        deployment.standbys() * changelog);
  }

  List<Stored> storage(int partitions) {
    var keeps = deployment.retention();
    double statuses =
        work.sensors() * costs.messages().statusBytes().value()
            + Math.min(
                partitions * Deployment.DEFAULT_SEGMENT_BYTES,
                statusBytesPerSecond() * SEGMENT_SECONDS);
    return List.of(
        stored("audio.driver, audio.ward", true, audioBytesPerSecond(), keeps.audio()),
        stored("emotion.events", false, eventBytesPerSecond(), keeps.events()),
        stored("emotion.alerts", false, alertBytesPerSecond(), keeps.alerts()),
        new Stored(
            "sensor.status", false, statusBytesPerSecond(), deployment.replication() * statuses),
        new Stored(
            "changelogs",
            true,
            changelogBytesPerSecond(),
            deployment.replication() * changelogBytes(partitions)));
  }

  private Stored stored(String what, boolean audio, double bytesPerSecond, double hours) {
    return new Stored(
        what,
        audio,
        bytesPerSecond,
        bytesPerSecond * hours * SECONDS_PER_HOUR * deployment.replication());
  }
}
