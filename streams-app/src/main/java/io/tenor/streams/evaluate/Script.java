package io.tenor.streams.evaluate;

import java.util.List;

/**
 * A recording of one speaker with a known timeline.
 *
 * @param speaker who speaks
 * @param sampleRateHz of the samples
 * @param samples mono; shared, not to be changed
 * @param passages the utterances in their order; between them nobody speaks
 */
@SuppressWarnings("ArrayRecordComponent") // a recording is large, and nobody compares two
public record Script(String speaker, int sampleRateHz, short[] samples, List<Passage> passages) {

  /** Copies the passages. */
  public Script {
    passages = List.copyOf(passages);
  }
}
