package io.tenor.streams.evaluate.truth;

import io.tenor.schema.Emotion;
import io.tenor.streams.ingest.SensorKey;

/**
 * A time in which a sensor heard one emotion: an utterance, or a stretch that was labelled.
 *
 * @param fromMs where it begins, milliseconds since 1970
 * @param toMs where it has ended, after {@code fromMs}
 */
public record Segment(SensorKey sensor, long fromMs, long toMs, Emotion emotion) {

  /** Its length, ms. */
  public long lengthMs() {
    return toMs - fromMs;
  }
}
