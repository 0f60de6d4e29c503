package io.tenor.streams.cli;

import io.tenor.streams.admin.GroupOffsets;
import io.tenor.streams.admin.PartitionSizes;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.monitor.MonitorSettings;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;

/** What is looked at before a monitor starts, so that it does not start into wrong alerts. */
final class MonitorChecks {

  private final KafkaOptions kafka;
  private final MonitorSettings settings;

  MonitorChecks(KafkaOptions kafka, MonitorSettings settings) {
    this.kafka = kafka;
    this.settings = settings;
  }

  /**
   * Looks at the topics and at the application's place in them.
   *
   * @param reprocess whether retained audio may be processed again
   * @throws UserException in one sentence, if the monitor must not start
   */
  void check(boolean reprocess) {
    try (var admin = Admin.create(kafka.adminProps())) {
      requireCaptureTimes(admin);
      if (!reprocess) {
        requirePlace(admin);
      }
    }
  }

  /** The right to look is not among those of a monitor: without it, it warns while it runs. */
  private void requireCaptureTimes(Admin admin) {
    try {
      var overwritten =
          new TopicAdmin(admin).withLogAppendTime(settings.topology().audio().topics());
      if (!overwritten.isEmpty()) {
        throw UserException.failure(
            ("The broker overwrites the capture times of %s, so that windows and alerts would have"
                    + " wrong times: set message.timestamp.type=CreateTime there.")
                .formatted(String.join(", ", overwritten)));
      }
    } catch (AuthorizationException e) {
      return;
    }
  }

  private void requirePlace(Admin admin) {
    var audio = settings.topology().audio().topics();
    boolean hasPlace =
        GroupOffsets.committed(admin, settings.applicationId()).keySet().stream()
            .anyMatch(partition -> audio.contains(partition.topic()));
    if (hasPlace) {
      return;
    }
    var events = settings.topology().topics().events();
    long written = PartitionSizes.records(admin, Set.of(events));
    long retained = PartitionSizes.records(admin, audio);
    if (written > 0 && retained > 0) {
      throw UserException.wrongUse(
          ("The application %s has no place in the audio topics, and %s holds what others made of"
                  + " them: give the --application-id that has run here, or --reprocess to process"
                  + " up to %,d retained records again and send their alerts again.")
              .formatted(settings.applicationId(), events, retained));
    }
  }
}
