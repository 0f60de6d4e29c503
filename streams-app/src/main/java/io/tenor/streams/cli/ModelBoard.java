package io.tenor.streams.cli;

import static java.util.stream.Collectors.toMap;

import io.tenor.schema.EventSerdes;
import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.schema.ModelStatus;
import io.tenor.streams.admin.GroupMembers;
import io.tenor.streams.admin.LatestRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Which models are announced, and what the monitors that run have made of it.
 *
 * @param announced the last announcement of each role that has one
 * @param statuses of each running instance and role; those of instances that were killed are left
 *     out
 */
record ModelBoard(Map<ModelRole, ModelAnnouncement> announced, List<ModelStatus> statuses) {

  private static final int DIGITS = 12;

  /** Reads the topics; what is none of Tenor's is left out. */
  static ModelBoard read(KafkaOptions kafka) {
    var topics = kafka.topics();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(kafka.consumerProps());
        var admin = Admin.create(kafka.adminProps())) {
      var announced =
          values(
              LatestRecords.of(consumer, topics.models()),
              EventSerdes.modelAnnouncement().deserializer());
      var statuses =
          values(
              LatestRecords.of(consumer, topics.modelStatus()),
              EventSerdes.modelStatus().deserializer());
      var members =
          statuses.stream()
              .map(ModelStatus::application)
              .distinct()
              .collect(toMap(Function.identity(), group -> GroupMembers.of(admin, group)));
      return new ModelBoard(
          announced.stream()
              .collect(
                  toMap(ModelAnnouncement::role, Function.identity(), (a, b) -> b, TreeMap::new)),
          statuses.stream()
              .filter(status -> runs(status, members.get(status.application())))
              .toList());
    }
  }

  private static boolean runs(ModelStatus status, Set<String> clients) {
    var its = status.instance() + '-';
    return clients.stream().anyMatch(client -> client.startsWith(its));
  }

  private static <T> List<T> values(
      Map<String, ConsumerRecord<byte[], byte[]>> records, Deserializer<T> deserializer) {
    return records.values().stream()
        .map(record -> value(record, deserializer))
        .flatMap(Optional::stream)
        .toList();
  }

  private static <T> Optional<T> value(
      ConsumerRecord<byte[], byte[]> record, Deserializer<T> deserializer) {
    try {
      return Optional.of(deserializer.deserialize(record.topic(), record.value()));
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }

  /** The first digits of a hash: enough to tell files apart. */
  static String digits(String sha256) {
    return sha256.substring(0, DIGITS);
  }

  /** Whether another file of the same name and version is served: nobody can tell their events. */
  boolean isAmbiguous(ModelAnnouncement model) {
    return statuses.stream()
        .anyMatch(
            status ->
                status.serving().equals(model.model())
                    && !status.servingSha256().equals(model.sha256()));
  }

  /** A status as a line for people. */
  static String line(ModelStatus status) {
    var serves =
        status.serving().isEmpty()
            ? "nothing"
            : "%s (sha256 %s…) on %s"
                .formatted(status.serving(), digits(status.servingSha256()), status.device());
    return "%s  %-6s  %s"
        .formatted(
            status.instance(),
            status.role().label(),
            switch (status.state()) {
              case SERVING -> "serves " + serves;
              case LOADING -> "serves %s, loads %s".formatted(serves, status.announced());
              case REFUSED ->
                  "serves %s, refused %s: %s"
                      .formatted(
                          serves,
                          status.announced().isEmpty() ? "what was announced" : status.announced(),
                          status.reason());
            });
  }
}
