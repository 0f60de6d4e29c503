package io.tenor.streams.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The fields of one mapping in a file of rules. What is missing, of another kind, or not asked for
 * is a {@link RuleException} that says where.
 */
final class Fields {

  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");

  private final JsonNode node;
  private final String where;
  private final Set<String> asked;

  private Fields(JsonNode node, String where, Set<String> asked) {
    this.node = node;
    this.where = where;
    this.asked = asked;
  }

  /** Of a mapping that is called so in a sentence. */
  static Fields of(JsonNode node, String where) {
    if (!node.isObject()) {
      throw new RuleException(sentence(where, "has to be a mapping of names to values"));
    }
    return new Fields(node, where, new TreeSet<>());
  }

  /** The same, called otherwise. */
  Fields named(String name) {
    return new Fields(node, name, asked);
  }

  /** What is wrong here. */
  RuleException wrong(String sentence) {
    return new RuleException(sentence(where, sentence));
  }

  private static String sentence(String where, String what) {
    return where.substring(0, 1).toUpperCase(Locale.ROOT) + where.substring(1) + ' ' + what + '.';
  }

  boolean has(String name) {
    asked.add(name);
    return node.hasNonNull(name);
  }

  private JsonNode get(String name) {
    if (!has(name)) {
      throw wrong("has no " + name);
    }
    return node.get(name);
  }

  String text(String name) {
    var value = get(name);
    if (!value.isValueNode() || value.asText().isBlank()) {
      throw wrong("needs a text as its " + name);
    }
    return value.asText();
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  double number(String name) {
    var value = get(name);
    if (!value.isNumber()) {
      throw wrong("needs a number as its %s, not '%s'".formatted(name, value.asText()));
    }
    return value.asDouble();
  }

  double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  Duration duration(String name) {
    var text = get(name).asText();
    var parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw wrong(
          "needs a number with its unit as its %s, such as 500ms, 2s, 1.5m or 24h, not '%s'"
              .formatted(name, text));
    }
    long unitMs =
        switch (parts.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    double ms = Double.parseDouble(parts.group(1)) * unitMs;
    if (ms > Duration.ofDays(365).toMillis()) {
      throw wrong("has a %s of more than a year".formatted(name));
    }
    return Duration.ofMillis(Math.round(ms));
  }

  Duration duration(String name, Duration otherwise) {
    return has(name) ? duration(name) : otherwise;
  }

  List<JsonNode> list(String name) {
    var value = get(name);
    if (!value.isArray()) {
      throw wrong("needs a list as its " + name);
    }
    var items = new ArrayList<JsonNode>();
    value.forEach(items::add);
    return items;
  }

  List<String> texts(String name) {
    return list(name).stream().map(item -> item(item, name)).toList();
  }

  List<List<String>> textLists(String name) {
    return list(name).stream()
        .map(
            inner -> {
              if (!inner.isArray()) {
                throw wrong("needs a list of lists as its " + name);
              }
              var items = new ArrayList<String>();
              inner.forEach(item -> items.add(item(item, name)));
              return List.copyOf(items);
            })
        .toList();
  }

  private String item(JsonNode item, String name) {
    if (!item.isTextual()) {
      throw wrong("needs a list of words as its " + name);
    }
    return item.asText();
  }

  Optional<Fields> child(String name) {
    return has(name)
        ? Optional.of(of(node.get(name), "the " + name + " of " + where))
        : Optional.empty();
  }

  /** Refuses what was not asked for: a word misspelt must not be passed over. */
  void nothingElse() {
    var unknown = new TreeSet<String>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      throw wrong("has %s, which means nothing there".formatted(list(unknown)));
    }
  }

  /** Words as a person would list them. */
  static String list(Iterable<String> words) {
    return String.join(", ", words);
  }
}
