package io.tenor.streams.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names in an expression of Prometheus: of metrics with what is asked of their labels, and of
 * labels that are grouped by. It reads what the rules and boards of Tenor use, and refuses the
 * rest.
 */
final class PromQuery {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+"
              + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<range>\\[[^]]*])"
              + "|(?<number>\\d[\\w.]*)"
              + "|(?<name>[a-zA-Z_:][\\w:]*)"
              + "|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^=<>(){},])");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "group_left", "group_right");
  private static final Set<String> GROUPS = Set.of("by", "without", "on", "ignoring");

  /** A selector: a metric, and by label the value that it is to be equal to, or empty. */
  record Selector(String metric, Map<String, String> labels) {}

  private final String expression;
  private final List<String> tokens = new ArrayList<>();
  private final List<Selector> selectors = new ArrayList<>();
  private final Set<String> grouped = new TreeSet<>();
  private int next;

  private PromQuery(String expression) {
    this.expression = expression;
  }

  static PromQuery parse(String expression) {
    var query = new PromQuery(expression);
    query.cut();
    while (query.next < query.tokens.size()) {
      query.step();
    }
    if (query.selectors.isEmpty()) {
      throw new IllegalArgumentException("no metric in: " + expression);
    }
    return query;
  }

  List<Selector> selectors() {
    return selectors;
  }

  /** Labels that are grouped by or matched on. */
  Set<String> grouped() {
    return grouped;
  }

  private void cut() {
    var token = TOKEN.matcher(expression);
    int from = 0;
    while (from < expression.length()) {
      if (!token.find(from) || token.start() != from) {
        throw new IllegalArgumentException(
            "cannot read '%s' in: %s".formatted(expression.substring(from), expression));
      }
      if (!token.group().isBlank()) {
        tokens.add(token.group());
      }
      from = token.end();
    }
  }

  private void step() {
    var token = tokens.get(next++);
    if (!Character.isLetter(token.charAt(0)) && token.charAt(0) != '_' && token.charAt(0) != ':') {
      return;
    }
    if (GROUPS.contains(token)) {
      expect("(");
      for (var label = tokens.get(next++); !label.equals(")"); label = tokens.get(next++)) {
        if (!label.equals(",")) {
          grouped.add(label);
        }
      }
    } else if (!WORDS.contains(token) && !isCall()) {
      selectors.add(new Selector(token, matchers()));
    }
  }

  /** A function or an aggregation: what follows is its argument or what it groups by. */
  private boolean isCall() {
    return next < tokens.size()
        && (tokens.get(next).equals("(") || GROUPS.contains(tokens.get(next)));
  }

  private Map<String, String> matchers() {
    var labels = new LinkedHashMap<String, String>();
    if (next < tokens.size() && tokens.get(next).equals("{")) {
      next++;
      while (!tokens.get(next).equals("}")) {
        var label = tokens.get(next++);
        var sign = tokens.get(next++);
        var value = tokens.get(next++);
        labels.put(label, sign.equals("=") ? value.substring(1, value.length() - 1) : "");
        if (tokens.get(next).equals(",")) {
          next++;
        }
      }
      next++;
    }
    return labels;
  }

  private void expect(String token) {
    if (!tokens.get(next++).equals(token)) {
      throw new IllegalArgumentException("expected %s in: %s".formatted(token, expression));
    }
  }
}
