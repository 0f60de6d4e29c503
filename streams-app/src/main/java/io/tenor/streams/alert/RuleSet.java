package io.tenor.streams.alert;

import java.util.HashSet;
import java.util.List;

/**
 * The rules in force.
 *
 * @param version names this state of them; every alert carries it
 * @param smoothing how windows are weighed with those before
 * @param rules in the order of the file; their names differ
 */
public record RuleSet(String version, TemporalModel smoothing, List<AlertRule> rules) {

  /**
   * Copies the rules.
   *
   * @throws RuleException if two have the same name
   */
  public RuleSet {
    rules = List.copyOf(rules);
    var names = new HashSet<String>();
    for (var rule : rules) {
      if (!names.add(rule.name())) {
        throw new RuleException(
            "Two rules have the name '%s': give each its own.".formatted(rule.name()));
      }
    }
  }
}
