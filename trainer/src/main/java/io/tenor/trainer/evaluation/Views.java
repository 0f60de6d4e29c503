package io.tenor.trainer.evaluation;

import java.util.List;

/**
 * What one network said of the tested utterances, heard in two ways.
 *
 * @param plain each utterance alone
 * @param adapted with the sensor's history: one list for each random order in which the speaker's
 *     utterances came, each holding all tested utterances; empty where the network has no use for a
 *     history
 */
public record Views(List<Prediction> plain, List<List<Prediction>> adapted) {

  /** Copies the lists; every order must hold as many utterances as the plain view. */
  public Views {
    plain = List.copyOf(plain);
    adapted = adapted.stream().map(List::copyOf).toList();
    for (List<Prediction> order : adapted) {
      if (order.size() != plain.size()) {
        throw new IllegalArgumentException(
            "an order of the adapted view has %d utterances, not %d"
                .formatted(order.size(), plain.size()));
      }
    }
  }

  /** The same with logits of four decimals, as they are kept. */
  public Views rounded() {
    return new Views(rounded(plain), adapted.stream().map(Views::rounded).toList());
  }

  private static List<Prediction> rounded(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::rounded).toList();
  }
}
