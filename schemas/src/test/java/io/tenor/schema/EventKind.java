package io.tenor.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;

/**
 * A kind of event, with everything that a monitor of today says by it.
 *
 * @param name what its files are called: {@code NAME.schema.json} and {@code NAME.v1.json}
 * @param serde reads and writes it
 * @param samples one of every state
 */
record EventKind<T>(String name, Serde<T> serde, List<T> samples) {

  /** All kinds. */
  static final List<EventKind<?>> ALL =
      List.of(
          new EventKind<>(
              "emotion-event",
              EventSerdes.event(),
              List.of(Samples.anger(), Samples.unknown(), Samples.silence())),
          new EventKind<>(
              "emotion-alert",
              EventSerdes.alert(),
              Stream.concat(
                      Stream.of(AlertState.values()).map(Samples::alert),
                      Stream.of(Samples.offline()))
                  .toList()),
          new EventKind<>("alert-ack", EventSerdes.alertAck(), List.of(Samples.ack())),
          new EventKind<>(
              "sensor-status",
              EventSerdes.status(),
              Stream.of(SensorState.values()).map(Samples::status).toList()),
          new EventKind<>(
              "model-announcement",
              EventSerdes.modelAnnouncement(),
              Stream.of(ModelRole.values()).map(Samples::model).toList()),
          new EventKind<>(
              "model-status",
              EventSerdes.modelStatus(),
              Stream.of(ModelState.values()).map(Samples::modelStatus).toList()),
          new EventKind<>("emotion-label", EventSerdes.label(), Samples.labels()));

  /** The kind of a golden file; none if it is no event. */
  static Optional<EventKind<?>> ofExample(Path file) {
    return ALL.stream().filter(kind -> file.endsWith(kind.exampleFile())).findFirst();
  }

  String schemaFile() {
    return name + ".schema.json";
  }

  String exampleFile() {
    return name + ".v1.json";
  }

  /** What is left of a JSON when it was read and is written again. */
  JsonNode readAndWrite(JsonNode json) throws IOException {
    T value = serde.deserializer().deserialize(name, json.toString().getBytes(UTF_8));
    return EventJson.newMapper().readTree(serde.serializer().serialize(name, value));
  }
}
