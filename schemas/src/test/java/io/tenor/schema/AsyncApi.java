package io.tenor.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads {@code asyncapi.yaml}, for the tests that hold it against code and documentation. */
final class AsyncApi {

  static final Path FILE = ProjectFiles.inModule("asyncapi.yaml");

  private final JsonNode document;

  private AsyncApi(JsonNode document) {
    this.document = document;
  }

  static AsyncApi read() {
    try {
      return new AsyncApi(new YAMLMapper().readTree(ProjectFiles.text(FILE)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(FILE + " is not YAML", e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** The channels, references within the document not followed. */
  List<JsonNode> channels() {
    return children(document.path("channels")).toList();
  }

  /** The settings of a channel's topic. */
  JsonNode topicBinding(JsonNode channel) {
    return follow(channel.path("bindings")).path("kafka");
  }

  /** The node itself or, if it is a reference within the document, what it points to. */
  JsonNode follow(JsonNode node) {
    String reference = node.path("$ref").asText("");
    return reference.startsWith("#") ? document.at(reference.substring(1)) : node;
  }

  /** The targets of all references, as they are written. */
  List<String> references() {
    return document.findValuesAsText("$ref");
  }

  /** Whether there is something at the end of a reference. */
  boolean resolves(String reference) {
    if (reference.startsWith("#")) {
      return !(document.at(reference.substring(1)) instanceof MissingNode);
    }
    return FILE.resolveSibling(reference).toFile().isFile();
  }

  static Stream<JsonNode> children(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
