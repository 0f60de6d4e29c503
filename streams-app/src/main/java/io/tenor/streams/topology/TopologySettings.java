package io.tenor.streams.topology;

import io.tenor.schema.Topics;
import io.tenor.streams.alert.AlertRule;
import java.time.Duration;
import java.util.List;

/**
 * What the topology depends on, besides the model.
 *
 * @param topics names of the topics
 * @param rules alert rules
 * @param maxBatch windows scored in one run at most; a power of two
 * @param batchDelay how long a window waits for others at most
 */
public record TopologySettings(
    Topics topics, List<AlertRule> rules, int maxBatch, Duration batchDelay) {

  /** Copies the rules and checks the batch. */
  public TopologySettings {
    rules = List.copyOf(rules);
    if (maxBatch < 1 || Integer.bitCount(maxBatch) != 1) {
      throw new IllegalArgumentException("maxBatch is a power of two, not " + maxBatch);
    }
    if (batchDelay.isNegative() || batchDelay.isZero()) {
      throw new IllegalArgumentException("batchDelay is above 0, not " + batchDelay);
    }
  }

  /** Batches of 32, a delay of 25 ms, one rule. */
  public static TopologySettings of(Topics topics) {
    return new TopologySettings(topics, List.of(AlertRule.distress()), 32, Duration.ofMillis(25));
  }
}
