package io.tenor.streams.topology;

import io.tenor.schema.Purpose;
import io.tenor.schema.Topics;
import io.tenor.streams.window.TimelineSettings;
import java.time.Duration;

/**
 * What the topology depends on, besides the model.
 *
 * @param topics names of the topics; those with audio are in {@code audio}
 * @param audio where audio comes from
 * @param alerts how alerts are made
 * @param maxBatch windows scored in one run at most; a power of two
 * @param batchDelay how long a window waits for others at most
 * @param reorder how much of a sensor's audio may come before what belongs in front of it, up to
 *     {@link TimelineSettings#MAX_REORDER_MS}; 0 takes every chunk as it comes
 * @param overload what is done when more comes than can be scored
 * @param sensorHistory whether a model that asks for it is told what the sensor said before; if
 *     not, every window is one of a sensor that was not heard before
 * @param forget a sensor that has been quiet for longer is a new one when it is back; above 0
 */
public record TopologySettings(
    Topics topics,
    AudioInput audio,
    AlertSettings alerts,
    int maxBatch,
    Duration batchDelay,
    Duration reorder,
    Overload overload,
    boolean sensorHistory,
    Duration forget) {

  /** Checks the numbers. */
  public TopologySettings {
    if (maxBatch < 1 || Integer.bitCount(maxBatch) != 1) {
      throw new IllegalArgumentException("maxBatch is a power of two, not " + maxBatch);
    }
    if (batchDelay.isNegative() || batchDelay.isZero()) {
      throw new IllegalArgumentException("batchDelay is above 0, not " + batchDelay);
    }
    if (forget.toMillis() < 1) {
      throw new IllegalArgumentException("forget is above 0, not " + forget);
    }
    if (reorder.isNegative() || reorder.toMillis() > TimelineSettings.MAX_REORDER_MS) {
      throw new IllegalArgumentException(
          "reorder is 0 to %d ms, not %d"
              .formatted(TimelineSettings.MAX_REORDER_MS, reorder.toMillis()));
    }
  }

  /**
   * Batches of 32, a delay of 25 ms, 2 s to put chunks in order, every window, a day to forget, the
   * shipped rules, for research.
   */
  public static TopologySettings of(Topics topics) {
    return new TopologySettings(
        topics,
        AudioInput.of(topics),
        AlertSettings.of(Purpose.RESEARCH),
        32,
        Duration.ofMillis(25),
        Duration.ofMillis(TimelineSettings.REORDER_MS),
        Overload.LAG,
        true,
        Duration.ofMillis(TimelineSettings.FORGET_MS));
  }
}
