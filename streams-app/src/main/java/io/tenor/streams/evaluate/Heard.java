package io.tenor.streams.evaluate;

import io.tenor.schema.EmotionEvent;
import java.util.List;

/**
 * A script and what the monitor made of it as one sensor.
 *
 * @param script what was played
 * @param startMs when it began, milliseconds since 1970
 * @param events its events, in their order
 */
public record Heard(Script script, long startMs, List<EmotionEvent> events) {

  /** Copies the events. */
  public Heard {
    events = List.copyOf(events);
  }

  /** The length of the script, milliseconds. */
  public long lengthMs() {
    return script.samples().length * 1_000L / script.sampleRateHz();
  }
}
