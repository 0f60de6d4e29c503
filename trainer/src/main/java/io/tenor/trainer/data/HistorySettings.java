package io.tenor.trainer.data;

import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.SensorMemory;
import java.util.Optional;

/**
 * How much of its sensor's past a training window is given, for a network that adapts.
 *
 * @param memory how the network remembers
 * @param freshShare share of windows whose sensor has heard nothing before
 * @param mostUtterances most utterances of the speaker's in a past; small numbers are as frequent
 *     as large ones (log-uniform)
 * @param moodShare share of windows whose past is of one mood, calm more often than any other, as
 *     people are; the past of the others is mixed. Not needed where a network remembers what the
 *     emotion does not explain: it costs accuracy in every way of hearing
 * @param sensors sensors in a batch whose windows are each other's past; 0 if the network does not
 *     compare its features with the past
 */
public record HistorySettings(
    SensorMemory memory, double freshShare, int mostUtterances, double moodShare, int sensors) {

  /** Refuses shares outside 0 to 1 and a past without utterances. */
  public HistorySettings {
    if (!(freshShare >= 0 && freshShare <= 1)
        || mostUtterances < 1
        || !(moodShare >= 0 && moodShare <= 1)
        || sensors < 0) {
      throw new IllegalArgumentException(
          "a past needs shares from 0 to 1, an utterance and no fewer than 0 sensors, not %s, %d, %s and %d"
              .formatted(freshShare, mostUtterances, moodShare, sensors));
    }
  }

  /** What training uses unless told otherwise; empty for a network that does not adapt. */
  public static Optional<HistorySettings> standard(Network network) {
    int sensors = network.features() > 0 ? 4 : 0;
    return network.memory().map(memory -> new HistorySettings(memory, 0.3, 16, 0, sensors));
  }
}
