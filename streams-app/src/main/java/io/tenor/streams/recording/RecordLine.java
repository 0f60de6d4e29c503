package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record as the index of a recording has it: all of it but the audio, which is in a file. Bytes
 * that are UTF-8 are text, others an object with the property {@code base64}.
 *
 * @param kind {@code driver} or {@code ward} for audio, {@code labels} for a label
 * @param partition where it was
 * @param offset where it was
 * @param timeMs its timestamp, milliseconds since 1970
 * @param key its key; null if it has none
 * @param headers in their order
 * @param piece where its value is, if that is in a file
 * @param value its value, if that is not in a file; null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // made and used once
record RecordLine(
    String kind,
    int partition,
    long offset,
    long timeMs,
    byte[] key,
    Headers headers,
    Optional<Piece> piece,
    byte[] value) {

  /** The kind of a label. */
  static final String LABELS = "labels";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Bytes in a file of the recording.
   *
   * @param file its path in the folder, with {@code /}
   * @param at the first of them, counted from the first byte of audio
   * @param length how many
   */
  record Piece(String file, long at, int length) {}

  /** The line, without its end. */
  String text() {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", kind)
            .put("partition", partition)
            .put("offset", offset)
            .put("time", timeMs);
    json.set("key", node(key));
    var list = json.putArray("headers");
    for (Header header : headers) {
      list.addArray().add(header.key()).add(node(header.value()));
    }
    piece.ifPresentOrElse(
        in -> json.put("file", in.file()).put("at", in.at()).put("length", in.length()),
        () -> json.set("value", node(value)));
    return json.toString();
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static RecordLine parse(String line) {
    try {
      var json = JSON.readTree(line);
      var headers = new RecordHeaders();
      for (var header : json.required("headers")) {
        headers.add(text(header.required(0)), bytes(header.required(1)));
      }
      Optional<Piece> piece =
          json.has("file")
              ? Optional.of(
                  new Piece(
                      text(json.required("file")),
                      json.required("at").longValue(),
                      json.required("length").intValue()))
              : Optional.empty();
      return new RecordLine(
          text(json.required("kind")),
          json.required("partition").intValue(),
          json.required("offset").longValue(),
          json.required("time").longValue(),
          bytes(json.required("key")),
          headers,
          piece,
          piece.isPresent() ? null : bytes(json.required("value")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("its base64 cannot be read", e);
    }
  }

  private static JsonNode node(byte[] bytes) {
    if (bytes == null) {
      return NullNode.instance;
    }
    var text = new String(bytes, UTF_8);
    return Arrays.equals(text.getBytes(UTF_8), bytes)
        ? TextNode.valueOf(text)
        : JsonNodeFactory.instance
            .objectNode()
            .put("base64", Base64.getEncoder().encodeToString(bytes));
  }

  private static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("a name in it is no text");
    }
    return node.textValue();
  }

  private static byte[] bytes(JsonNode node) throws IOException {
    if (node.isNull()) {
      return null;
    }
    return node.isTextual()
        ? node.textValue().getBytes(UTF_8)
        : node.required("base64").binaryValue();
  }
}
