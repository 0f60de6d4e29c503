package io.tenor.streams.topology;

import io.tenor.schema.Purpose;
import io.tenor.schema.Topics;
import io.tenor.streams.window.Cutting;
import java.time.Duration;

/**
 * What the topology depends on, besides the model.
 *
 * @param topics names of the topics; those with audio are in {@code audio}
 * @param audio where audio comes from
 * @param alerts how alerts are made
 * @param maxBatch windows scored in one run at most; a power of two
 * @param batchDelay how long a window waits for others at most
 * @param cutting how sensors' audio is cut
 * @param overload what is done when more comes than can be scored
 * @param sensorHistory whether a model that asks for it is told what the sensor said before; if
 *     not, every window is one of a sensor that was not heard before
 */
public record TopologySettings(
    Topics topics,
    AudioInput audio,
    AlertSettings alerts,
    int maxBatch,
    Duration batchDelay,
    Cutting cutting,
    Overload overload,
    boolean sensorHistory) {

  /** Checks the numbers. */
  public TopologySettings {
    if (maxBatch < 1 || Integer.bitCount(maxBatch) != 1) {
      throw new IllegalArgumentException("maxBatch is a power of two, not " + maxBatch);
    }
    if (batchDelay.isNegative() || batchDelay.isZero()) {
      throw new IllegalArgumentException("batchDelay is above 0, not " + batchDelay);
    }
  }

  /**
   * Batches of 32, a delay of 25 ms, cut as usual, every window, the shipped rules, for research.
   */
  public static TopologySettings of(Topics topics) {
    return new TopologySettings(
        topics,
        AudioInput.of(topics),
        AlertSettings.of(Purpose.RESEARCH),
        32,
        Duration.ofMillis(25),
        Cutting.USUAL,
        Overload.LAG,
        true);
  }

  /** The same with other alerts. */
  public TopologySettings alerting(AlertSettings others) {
    return new TopologySettings(
        topics, audio, others, maxBatch, batchDelay, cutting, overload, sensorHistory);
  }
}
