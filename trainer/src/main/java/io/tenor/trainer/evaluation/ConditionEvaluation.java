package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Lets a model hear the same recordings under several conditions, on new sensors in each. */
public final class ConditionEvaluation {

  private ConditionEvaluation() {}

  /**
   * How recordings are heard: {@link ModelEvaluation#hear} or {@link ModelEvaluation#hearAlone}.
   */
  public interface Hearing {
    /** Hears them. */
    List<HeardUtterance> hear(List<Utterance> utterances, ModelEvaluation.Listener listener);
  }

  /**
   * Hears them under every condition.
   *
   * @param <C> a condition; equal to no other
   * @param utterances in the order in which they are heard
   * @param change what becomes of a recording under a condition
   * @param listener is told of every recording under every condition
   * @return what was said, by condition in the order given
   * @throws IllegalArgumentException if a recording is too short for a column, naming it
   */
  public static <C> Map<C, List<HeardUtterance>> hear(
      Hearing hearing,
      List<Utterance> utterances,
      List<C> conditions,
      BiFunction<Utterance, C, Utterance> change,
      ModelEvaluation.Listener listener) {
    Map<C, List<HeardUtterance>> heard = new LinkedHashMap<>();
    int all = conditions.size() * utterances.size();
    for (C condition : conditions) {
      int before = heard.size() * utterances.size();
      List<Utterance> changed =
          utterances.stream().map(utterance -> change.apply(utterance, condition)).toList();
      heard.put(
          condition, hearing.hear(changed, (done, ofThese) -> listener.heard(before + done, all)));
    }
    return heard;
  }
}
