package io.tenor.trainer.data;

import io.tenor.trainer.network.SensorMemory;

/**
 * How much of its sensor's past a training window is given, for a network that adapts.
 *
 * @param memory how the network remembers
 * @param freshShare share of windows whose sensor has heard nothing before
 * @param mostUtterances most utterances of the speaker's in a past; small numbers are as frequent
 *     as large ones (log-uniform)
 */
public record HistorySettings(SensorMemory memory, double freshShare, int mostUtterances) {

  /** Refuses shares outside 0 to 1 and a past without utterances. */
  public HistorySettings {
    if (!(freshShare >= 0 && freshShare <= 1) || mostUtterances < 1) {
      throw new IllegalArgumentException(
          "a past needs a share of fresh sensors from 0 to 1 and an utterance, not %s and %d"
              .formatted(freshShare, mostUtterances));
    }
  }

  /** What training uses unless told otherwise. */
  public static HistorySettings standard(SensorMemory memory) {
    return new HistorySettings(memory, 0.3, 16);
  }
}
