package io.tenor.streams.topology;

import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.RuleSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the rules that are published, for one task. */
final class RulesInForce {

  private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

  private final AlertSettings settings;
  private final AlertInputs published;
  private AlertEngine engine;
  private RuleSet inForce;

  RulesInForce(AlertSettings settings, AlertInputs published) {
    this.settings = settings;
    this.published = published;
    this.inForce = settings.rules();
    this.engine = new AlertEngine(inForce, settings.purpose());
  }

  /** The engine of the rules that are in force now. */
  @SuppressWarnings("ReferenceEquality") // the same object is given until others are published
  AlertEngine engine() {
    var latest =
        settings.pinned() ? settings.rules() : published.rules().orElseGet(settings::rules);
    if (latest != inForce) {
      inForce = latest;
      engine = new AlertEngine(latest, settings.purpose());
      LOG.atDebug().addKeyValue("version", latest.version()).log("Alert rules are in force");
    }
    return engine;
  }
}
