package io.tenor.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Kafka serdes of the events: UTF-8 JSON as {@link EventJson} has it. They have no state and are
 * safe for use by several threads. What cannot be read is a SerializationException that tells the
 * kind and place of the error and never quotes the payload.
 */
public final class EventSerdes {

  /** What a status of the first version does not have, and what it means there. */
  private static final Map<String, JsonNode> ADDED_TO_STATUS =
      Map.of(
          "indexRestarts", IntNode.valueOf(0),
          "conflictingChunks", IntNode.valueOf(0),
          "sharedId", BooleanNode.FALSE,
          "pausedMs", IntNode.valueOf(0));

  private EventSerdes() {}

  /** The serde of {@link Topics#events()} and {@link Topics#shadowEvents()}. */
  public static Serde<EmotionEvent> event() {
    return of(EmotionEvent.class, "an emotion event");
  }

  /** The serde of {@link Topics#alerts()}. */
  public static Serde<EmotionAlert> alert() {
    return of(EmotionAlert.class, "an emotion alert");
  }

  /** The serde of {@link Topics#alertAcks()}. */
  public static Serde<AlertAck> alertAck() {
    return of(AlertAck.class, "an acknowledgement of an alert");
  }

  /** The serde of {@link Topics#status()}. */
  public static Serde<SensorStatus> status() {
    return of(SensorStatus.class, "a sensor status", ADDED_TO_STATUS);
  }

  /** The serde of {@link Topics#models()}. */
  public static Serde<ModelAnnouncement> modelAnnouncement() {
    return of(ModelAnnouncement.class, "a model announcement");
  }

  /** The serde of {@link Topics#modelStatus()}. */
  public static Serde<ModelStatus> modelStatus() {
    return of(ModelStatus.class, "a model status");
  }

  /** The serde of {@link Topics#labels()}. */
  public static Serde<EmotionLabel> label() {
    return of(EmotionLabel.class, "an emotion label");
  }

  private static <T> Serde<T> of(Class<T> type, String what) {
    return of(type, what, Map.of());
  }

  private static <T> Serde<T> of(Class<T> type, String what, Map<String, JsonNode> added) {
    ObjectWriter writer = EventJson.mapper().writerFor(type);
    ObjectReader reader = EventJson.mapper().readerFor(type);
    Serializer<T> serializer = (topic, value) -> value == null ? null : write(writer, value, what);
    Deserializer<T> deserializer =
        (topic, bytes) -> bytes == null ? null : read(reader, type, bytes, what, topic, added);
    return Serdes.serdeFrom(serializer, deserializer);
  }

  private static byte[] write(ObjectWriter writer, Object value, String what) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new SerializationException("Could not write " + what + " as JSON", e);
    }
  }

  private static <T> T read(
      ObjectReader reader,
      Class<T> type,
      byte[] bytes,
      String what,
      String topic,
      Map<String, JsonNode> added) {
    try {
      T value = added.isEmpty() ? reader.readValue(bytes, type) : read(reader, type, bytes, added);
      if (value == null) {
        throw new SerializationException(
            "A value in " + topic + " is not " + what + " but a JSON null");
      }
      return value;
    } catch (JsonProcessingException e) {
      // Jackson quotes what it could not read, so neither its message nor the cause goes on.
      long column = e.getLocation() == null ? -1 : e.getLocation().getColumnNr();
      throw new SerializationException(
          String.format(
              "A value of %d bytes in %s is not %s (%s near column %d)",
              bytes.length, topic, what, e.getClass().getSimpleName(), column));
    } catch (IOException e) {
      throw new SerializationException(
          "A value of " + bytes.length + " bytes in " + topic + " is not " + what);
    }
  }

  /** Reads what an earlier version may have written. */
  private static <T> T read(
      ObjectReader reader, Class<T> type, byte[] bytes, Map<String, JsonNode> added)
      throws IOException {
    JsonNode tree = EventJson.mapper().readTree(bytes);
    if (tree instanceof ObjectNode properties) {
      added.forEach(properties::putIfAbsent);
    }
    return reader.treeToValue(tree, type);
  }
}
