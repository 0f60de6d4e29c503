package io.tenor.streams.topology;

import io.tenor.schema.Topics;
import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.RuleException;
import io.tenor.streams.alert.RuleFile;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the rules that are published, for one task. */
final class RulesInForce {

  private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

  private final AlertSettings settings;
  private final ReadOnlyKeyValueStore<String, byte[]> published;
  private AlertEngine engine;
  private byte[] seen;

  RulesInForce(AlertSettings settings, ReadOnlyKeyValueStore<String, byte[]> published) {
    this.settings = settings;
    this.published = published;
    this.engine = new AlertEngine(settings.rules(), settings.purpose());
  }

  /** The engine of the rules that are in force now. */
  @SuppressWarnings("ReferenceEquality") // the store gives the same array until it is replaced
  AlertEngine engine() {
    byte[] latest = settings.pinned() ? null : published.get(Topics.RULES_KEY);
    if (latest != seen) {
      seen = latest;
      follow(latest);
    }
    return engine;
  }

  private void follow(byte[] latest) {
    try {
      var rules =
          latest == null
              ? settings.rules()
              : RuleFile.parse(new String(latest, StandardCharsets.UTF_8));
      engine = new AlertEngine(rules, settings.purpose());
      LOG.atDebug().addKeyValue("version", rules.version()).log("Alert rules are in force");
    } catch (RuleException e) {
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("Published alert rules are refused, and what was in force stays");
    }
  }
}
