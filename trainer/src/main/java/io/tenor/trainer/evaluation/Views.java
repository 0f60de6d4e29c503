package io.tenor.trainer.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a model said of the tested utterances, heard in several ways.
 *
 * @param passes for each way one list for each order in which the utterances came, each holding all
 *     tested utterances; {@link Hearing#ALONE} has one, the others are absent where the model has
 *     no use for a history
 */
public record Views(Map<Hearing, List<List<Prediction>>> passes) {

  /** Copies the lists; every order must hold as many utterances as the one heard alone. */
  public Views {
    Map<Hearing, List<List<Prediction>>> copy = new EnumMap<>(Hearing.class);
    passes.forEach((hearing, orders) -> copy.put(hearing, each(orders, List::copyOf)));
    passes = Collections.unmodifiableMap(copy);
    if (!passes.containsKey(Hearing.ALONE) || passes.get(Hearing.ALONE).size() != 1) {
      throw new IllegalArgumentException("utterances are heard alone once");
    }
    int utterances = passes.get(Hearing.ALONE).get(0).size();
    for (List<List<Prediction>> orders : passes.values()) {
      for (List<Prediction> order : orders) {
        if (order.size() != utterances) {
          throw new IllegalArgumentException(
              "an order has %d utterances, not %d".formatted(order.size(), utterances));
        }
      }
    }
  }

  /** Each utterance alone. */
  public List<Prediction> alone() {
    return passes.get(Hearing.ALONE).get(0);
  }

  /** One list for each order of a way; empty where the model has no use for a history. */
  public List<List<Prediction>> of(Hearing hearing) {
    return passes.getOrDefault(hearing, List.of());
  }

  /** The same with logits of four decimals, as they are kept. */
  public Views rounded() {
    Map<Hearing, List<List<Prediction>>> rounded = new EnumMap<>(Hearing.class);
    passes.forEach(
        (hearing, orders) ->
            rounded.put(
                hearing, each(orders, order -> order.stream().map(Prediction::rounded).toList())));
    return new Views(rounded);
  }

  private static List<List<Prediction>> each(
      List<List<Prediction>> orders, UnaryOperator<List<Prediction>> change) {
    return orders.stream().map(change).toList();
  }
}
