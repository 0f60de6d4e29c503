package io.tenor.trainer.evaluation;

import java.util.List;

/**
 * What one network said of the tested utterances, heard in several ways.
 *
 * @param plain each utterance alone
 * @param adapted with the sensor's history: one list for each random order in which the speaker's
 *     utterances came, each holding all tested utterances; empty where the network has no use for a
 *     history
 * @param moods the same for orders in which all utterances of one emotion come before those of the
 *     next: what a sensor hears of somebody whose mood lasts
 */
public record Views(
    List<Prediction> plain, List<List<Prediction>> adapted, List<List<Prediction>> moods) {

  /** Copies the lists; every order must hold as many utterances as the plain view. */
  public Views {
    plain = List.copyOf(plain);
    adapted = orders(adapted, plain.size());
    moods = orders(moods, plain.size());
  }

  private static List<List<Prediction>> orders(List<List<Prediction>> orders, int utterances) {
    for (List<Prediction> order : orders) {
      if (order.size() != utterances) {
        throw new IllegalArgumentException(
            "an order has %d utterances, not %d".formatted(order.size(), utterances));
      }
    }
    return orders.stream().map(List::copyOf).toList();
  }

  /** The same with logits of four decimals, as they are kept. */
  public Views rounded() {
    return new Views(
        rounded(plain),
        adapted.stream().map(Views::rounded).toList(),
        moods.stream().map(Views::rounded).toList());
  }

  private static List<Prediction> rounded(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::rounded).toList();
  }
}
