package io.tenor.schema.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Turns a JSON Schema into one that can be compared word by word: references are replaced by what
 * they point to, {@code true} by the empty schema, and what does not constrain a document is left
 * out. References have to lead into the same file and not in a circle.
 */
final class PlainSchema {

  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "$schema",
          "$defs",
          "$ref",
          "$comment",
          "title",
          "description",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly");
  private static final Set<String> MAPS_OF_SCHEMAS =
      Set.of("properties", "patternProperties", "dependentSchemas");
  private static final Set<String> VALUES = Set.of("enum", "const", "default", "required");

  private final JsonNode root;

  private PlainSchema(JsonNode root) {
    this.root = root;
  }

  static JsonNode of(JsonNode schema) {
    return new PlainSchema(schema).plain(schema);
  }

  private JsonNode plain(JsonNode schema) {
    if (schema.isBoolean() && schema.asBoolean()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode plain = referred(schema);
    schema
        .properties()
        .forEach(
            keyword -> {
              String name = keyword.getKey();
              if (!SAYS_NOTHING.contains(name)) {
                if (plain.has(name)) {
                  throw new IllegalArgumentException(
                      name + " stands beside a $ref that has it too: write it out");
                }
                plain.set(name, value(name, keyword.getValue()));
              }
            });
    return plain;
  }

  private ObjectNode referred(JsonNode schema) {
    if (!schema.has("$ref")) {
      return JsonNodeFactory.instance.objectNode();
    }
    String reference = schema.get("$ref").asText();
    if (!reference.startsWith("#")) {
      throw new IllegalArgumentException("The reference " + reference + " leaves the file");
    }
    JsonNode target = root.at(reference.substring(1));
    if (!target.isObject()) {
      throw new IllegalArgumentException("The reference " + reference + " leads nowhere");
    }
    return (ObjectNode) plain(target);
  }

  private JsonNode value(String keyword, JsonNode value) {
    if (VALUES.contains(keyword)) {
      return value;
    }
    if (MAPS_OF_SCHEMAS.contains(keyword)) {
      ObjectNode map = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(entry -> map.set(entry.getKey(), plain(entry.getValue())));
      return map;
    }
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> list.add(plain(element)));
      return list;
    }
    // A boolean is a schema everywhere but here.
    return keyword.equals("uniqueItems") ? value : plain(value);
  }
}
