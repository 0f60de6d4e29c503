package io.tenor.trainer.data;

import io.tenor.corpus.Utterance;
import java.util.random.RandomGenerator;

/** How training hears an utterance: the same in the same place of the list is one sensor's way. */
public interface UtteranceVariant {

  /**
   * The samples that are heard.
   *
   * @param utterance whose samples are not changed
   * @param sampleRateHz their rate
   * @param random source of what differs from one utterance to the next
   */
  short[] apply(Utterance utterance, int sampleRateHz, RandomGenerator random);

  /** Everything that decides what is heard, in words: columns are kept under it. */
  String describe();
}
