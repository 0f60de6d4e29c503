package io.tenor.schema.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds what a change of a JSON Schema breaks, by its structure alone: {@link Compatibility} says
 * by which rules. Whether one schema fits into another cannot be decided in general, so {@code
 * oneOf}, {@code if} and their like, and every keyword not named here, have to stay as they are,
 * and a pattern is the same only if its text is. Properties that the released schema does not name
 * are free, unless it forbids them.
 */
public final class SchemaComparison {

  private static final Set<String> LOWER_BOUNDS =
      Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
  private static final Set<String> UPPER_BOUNDS =
      Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
  private static final Set<String> OWN_RULES =
      Set.of("type", "enum", "const", "required", "properties", "default");
  private static final List<String> PARTS =
      List.of("items", "additionalProperties", "propertyNames");
  private static final Set<String> ANY_TYPE =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private static final JsonNode ANYTHING = JsonNodeFactory.instance.objectNode();
  private static final JsonNode ANY_NAME =
      JsonNodeFactory.instance.objectNode().put("type", "string");

  private final String schema;
  private final OpenValues open;
  private final List<SchemaBreak> breaks = new ArrayList<>();

  private SchemaComparison(String schema, OpenValues open) {
    this.schema = schema;
    this.open = open;
  }

  /**
   * What a schema breaks, in both directions.
   *
   * @param schema its name, for the sentences
   * @param released as it was released
   * @param current as it is now
   */
  public static List<SchemaBreak> compare(String schema, JsonNode released, JsonNode current) {
    var comparison = new SchemaComparison(schema, OpenValues.of(released));
    comparison.compare(PlainSchema.of(released), PlainSchema.of(current), "");
    return List.copyOf(comparison.breaks);
  }

  private void compare(JsonNode was, JsonNode is, String path) {
    if (!was.isObject() || !is.isObject()) {
      if (was.isObject()) {
        narrower(path, "is forbidden now");
      } else if (is.isObject()) {
        wider(path, "was forbidden and is allowed now");
      }
      return;
    }
    types(was, is, path);
    values(was, is, path);
    required(was, is, path);
    defaultValue(was, is, path);
    properties(was, is, path);
    for (String part : PARTS) {
      if (was.has(part) || is.has(part)) {
        compare(part(was, part), part(is, part), place(path, part));
      }
    }
    for (String keyword : keywords(was, is)) {
      constraint(keyword, was.get(keyword), is.get(keyword), path);
    }
  }

  private void types(JsonNode was, JsonNode is, String path) {
    Set<String> before = typesOf(was);
    Set<String> after = typesOf(is);
    if (!after.containsAll(before)) {
      narrower(path, "may be " + names(after) + ", but was " + names(before));
    }
    if (!before.containsAll(after)) {
      wider(path, "may be " + names(after) + ", but was " + names(before));
    }
  }

  private void values(JsonNode was, JsonNode is, String path) {
    Set<JsonNode> before = valuesOf(was);
    Set<JsonNode> after = valuesOf(is);
    if (before.isEmpty() && after.isEmpty()) {
      return;
    }
    if (before.isEmpty()) {
      narrower(path, "is limited to some values now");
    } else if (after.isEmpty()) {
      wider(path, "is not limited to some values any more");
    } else {
      before.stream()
          .filter(value -> !after.contains(value))
          .forEach(value -> narrower(path, "lost the value " + value));
      after.stream()
          .filter(value -> !before.contains(value) && !open.include(lastName(path)))
          .forEach(value -> wider(path, "got the value " + value));
    }
  }

  private void required(JsonNode was, JsonNode is, String path) {
    Set<String> before = texts(was.path("required"));
    Set<String> after = texts(is.path("required"));
    after.stream()
        .filter(name -> !before.contains(name))
        .forEach(name -> narrower(join(path, name), "is required now, and old data lacks it"));
    before.stream()
        .filter(name -> !after.contains(name) && !isGone(was, is, name))
        .forEach(name -> wider(join(path, name), "is not required any more"));
  }

  /** Documents that leave the property out would mean something else. */
  private void defaultValue(JsonNode was, JsonNode is, String path) {
    if (was.has("default") && !was.get("default").equals(is.path("default"))) {
      narrower(path, "has another default than " + was.get("default"));
    }
  }

  private void properties(JsonNode was, JsonNode is, String path) {
    for (var property : was.path("properties").properties()) {
      String name = property.getKey();
      if (isGone(was, is, name)) {
        narrower(join(path, name), "is gone, and what was written there is lost");
        wider(join(path, name), "is gone, and old readers miss it");
      } else {
        compare(property.getValue(), is.path("properties").get(name), join(path, name));
      }
    }
    if (was.has("additionalProperties")) {
      for (var property : is.path("properties").properties()) {
        if (!was.path("properties").has(property.getKey())) {
          compare(
              was.get("additionalProperties"), property.getValue(), join(path, property.getKey()));
        }
      }
    }
  }

  private void constraint(String keyword, JsonNode was, JsonNode is, String path) {
    if (is == null) {
      wider(path, "has no %s any more, but had %s".formatted(keyword, was));
    } else if (was == null) {
      narrower(path, "has a %s now: %s".formatted(keyword, is));
    } else if (!was.equals(is)) {
      String what = "has the %s %s, but had %s".formatted(keyword, is, was);
      int step = Double.compare(is.asDouble(), was.asDouble());
      boolean bound = LOWER_BOUNDS.contains(keyword) || UPPER_BOUNDS.contains(keyword);
      boolean narrows = LOWER_BOUNDS.contains(keyword) ? step > 0 : step < 0;
      boolean widens = LOWER_BOUNDS.contains(keyword) ? step < 0 : step > 0;
      // Where it is no bound, nobody can tell which of the two allows more.
      if (narrows || !bound) {
        narrower(path, what);
      }
      if (widens || !bound) {
        wider(path, what);
      }
    }
  }

  private void narrower(String path, String what) {
    breaks.add(new SchemaBreak(schema, path, Compatibility.BACKWARD, what));
  }

  private void wider(String path, String what) {
    breaks.add(new SchemaBreak(schema, path, Compatibility.FORWARD, what));
  }

  private static boolean isGone(JsonNode was, JsonNode is, String name) {
    return was.path("properties").has(name) && !is.path("properties").has(name);
  }

  /** Keywords of either that have no rule of their own. */
  private static Set<String> keywords(JsonNode was, JsonNode is) {
    Set<String> keywords = new LinkedHashSet<>();
    Stream.of(was, is).forEach(node -> node.fieldNames().forEachRemaining(keywords::add));
    keywords.removeAll(OWN_RULES);
    PARTS.forEach(keywords::remove);
    return keywords;
  }

  private static JsonNode part(JsonNode schema, String part) {
    if (schema.has(part)) {
      return schema.get(part);
    }
    return part.equals("propertyNames") ? ANY_NAME : ANYTHING;
  }

  private static Set<String> typesOf(JsonNode schema) {
    Set<String> types = new TreeSet<>(texts(schema.path("type")));
    if (types.isEmpty()) {
      valuesOf(schema).forEach(value -> types.add(typeOf(value)));
    }
    if (types.isEmpty()) {
      return ANY_TYPE;
    }
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case NUMBER -> value.canConvertToExactIntegral() ? "integer" : "number";
      case STRING -> "string";
      default -> "object";
    };
  }

  private static Set<JsonNode> valuesOf(JsonNode schema) {
    Set<JsonNode> values = new LinkedHashSet<>();
    schema.path("enum").forEach(values::add);
    if (schema.has("const")) {
      values.add(schema.get("const"));
    }
    return values;
  }

  /** The texts of an array, or the one text. */
  private static Set<String> texts(JsonNode node) {
    Set<String> texts = new LinkedHashSet<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static String names(Set<String> types) {
    return types.equals(ANY_TYPE) ? "anything" : String.join(" or ", new TreeSet<>(types));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  private static String place(String path, String part) {
    return switch (part) {
      case "items" -> path + "[]";
      case "propertyNames" -> join(path, "(names)");
      default -> join(path, "*");
    };
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
