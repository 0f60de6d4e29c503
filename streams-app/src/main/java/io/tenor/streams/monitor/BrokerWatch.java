package io.tenor.streams.monitor;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What a monitor knows of its brokers besides the records that it reads and writes: whether they
 * are there, what waits at them, and transactions that others have left open.
 */
final class BrokerWatch implements AutoCloseable {

  /** Much longer than a monitor's transaction may last. */
  private static final Duration HANGING_AFTER = MonitorSettings.TRANSACTION_TIMEOUT.multipliedBy(6);

  private final Heartbeats heartbeats;
  private final AudioBacklog backlog;
  private final HangingTransactions hanging;
  private final AbandonedTransactions abandoned;
  private final PartitionWatch partitions;
  private final AdminThread offsets;

  /** Asks nothing yet, and takes the brokers to be there. */
  BrokerWatch(MonitorSettings settings, Clock clock, Supervisor supervisor) {
    heartbeats = new Heartbeats(clock, settings.heartbeat().toMillis() * 2 / 1e3);
    backlog = new AudioBacklog(settings.topology().audio().topics(), System::nanoTime);
    hanging =
        new HangingTransactions(
            settings.applicationId(),
            settings.topology().topics(),
            HANGING_AFTER,
            System::nanoTime);
    // On a thread of its own: sensors wait for it.
    abandoned =
        new AbandonedTransactions(
            settings.applicationId(),
            new AdminThread("abandoned-transactions", settings.client(), supervisor::died));
    partitions = new PartitionWatch(settings, supervisor::end);
    offsets = new AdminThread("broker-offsets", settings.client(), supervisor::died);
  }

  /** Asks the brokers from now on, and looks at the consumers in these metrics. */
  void follow(Supplier<Map<MetricName, ? extends Metric>> metrics) {
    heartbeats.of(metrics);
    backlog.follow(offsets);
    hanging.follow(offsets);
    partitions.follow(offsets);
  }

  /** Looks for what others left open when they died, until this says that it is not needed. */
  void sensorsMove(BooleanSupplier done) {
    abandoned.look(done);
  }

  /** Whether the brokers answer. */
  boolean inTouch() {
    return heartbeats.getAsBoolean();
  }

  /** What waits in the audio topics. */
  AudioBacklog backlog() {
    return backlog;
  }

  /** Partitions in which a transaction hangs. */
  int hanging() {
    return hanging.count();
  }

  @Override
  public void close() {
    abandoned.close();
    offsets.close();
  }
}
