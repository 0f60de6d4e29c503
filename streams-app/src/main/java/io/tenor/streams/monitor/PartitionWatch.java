package io.tenor.streams.monitor;

import io.tenor.streams.topology.MonitorTopology;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the audio topics have other numbers of partitions than what is kept of their sensors
 * was made for. A sensor's key then leads to another partition, and nobody could bring its state
 * there: the monitors of the application have to be stopped and to begin anew.
 */
final class PartitionWatch {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** The topic with the most partitions. */
  private record Most(String topic, int partitions) {}

  private final MonitorSettings settings;
  private final Consumer<MonitorFailedException> end;
  private OptionalInt before = OptionalInt.empty();

  /**
   * Has not looked yet.
   *
   * @param end is told when the partitions change
   */
  PartitionWatch(MonitorSettings settings, Consumer<MonitorFailedException> end) {
    this.settings = settings;
    this.end = end;
  }

  /**
   * Holds the audio topics against the changelogs that there are. What cannot be found out just now
   * is no reason not to start.
   *
   * @throws MonitorFailedException if they do not fit
   */
  static void check(MonitorSettings settings) throws InterruptedException {
    try (var admin = Admin.create(new HashMap<>(settings.client()))) {
      var most = most(admin, settings);
      var changelogs =
          MonitorTopology.STORES.stream()
              .map(store -> "%s-%s-changelog".formatted(settings.applicationId(), store))
              .toList();
      var there = admin.listTopics().names().get().stream().filter(changelogs::contains).toList();
      for (int kept : partitions(admin, there).values()) {
        if (most.isPresent() && kept != most.get().partitions()) {
          throw failure(settings, most.get(), kept);
        }
      }
    } catch (ExecutionException e) {
      LOG.debug("The partitions cannot be looked at just now", e);
    }
  }

  /** Looks from now on. */
  void follow(AdminThread brokers) {
    brokers.every(EVERY, this::look);
  }

  private void look(Admin admin) throws ExecutionException, InterruptedException {
    most(admin, settings)
        .ifPresent(
            most -> {
              if (before.isPresent() && before.getAsInt() != most.partitions()) {
                end.accept(failure(settings, most, before.getAsInt()));
              } else {
                before = OptionalInt.of(most.partitions());
              }
            });
  }

  private static Optional<Most> most(Admin admin, MonitorSettings settings)
      throws ExecutionException, InterruptedException {
    return partitions(admin, settings.topology().audio().topics()).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> new Most(entry.getKey(), entry.getValue()));
  }

  private static Map<String, Integer> partitions(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<String, Integer> counts = new HashMap<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach((name, topic) -> counts.put(name, topic.partitions().size()));
    return counts;
  }

  private static MonitorFailedException failure(MonitorSettings settings, Most most, int kept) {
    var application = settings.applicationId();
    return new MonitorFailedException(
        ("The topic %s has %d partitions now, but the state of its sensors is kept in %d: stop all"
                + " monitors of %s, delete the topics %s-*-changelog and start the monitors again;"
                + " every sensor then begins anew.")
            .formatted(most.topic(), most.partitions(), kept, application, application));
  }
}
