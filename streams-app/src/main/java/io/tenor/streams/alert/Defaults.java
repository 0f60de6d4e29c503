package io.tenor.streams.alert;

import io.tenor.schema.SensorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;

/** What is in force when nothing else is said. */
public final class Defaults {

  /** Chosen on speakers that the model had not heard: docs/results.md, "Alerts in an hour". */
  static final TemporalModel SMOOTHING = new TemporalModel.Markov(Duration.ofSeconds(32), 0.4);

  private Defaults() {}

  /** The rules that Tenor ships for drivers and for wards, together. */
  public static RuleSet rules() {
    var sets =
        Arrays.stream(SensorContext.values()).map(RuleFile::shipped).map(RuleFile::parse).toList();
    var rules = new ArrayList<AlertRule>();
    sets.forEach(set -> rules.addAll(set.rules()));
    return new RuleSet(
        String.join("+", sets.stream().map(RuleSet::version).toList()),
        sets.get(0).smoothing(),
        rules);
  }
}
