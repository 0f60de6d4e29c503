package io.tenor.trainer.noise;

import io.tenor.corpus.Utterance;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.evaluation.ModelEvaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a model hear recordings in noise. In each condition every speaker is a new sensor, which
 * hears all of the speaker's recordings in that noise, one after the other.
 */
public final class NoiseEvaluation {

  private final ModelEvaluation evaluation;
  private final NoiseMixer mixer;

  /** Prepares to hear. */
  public NoiseEvaluation(ModelEvaluation evaluation, NoiseMixer mixer) {
    this.evaluation = evaluation;
    this.mixer = mixer;
  }

  /**
   * Hears them in every condition.
   *
   * @param utterances those of a speaker in the order in which their sensor hears them
   * @param listener is told of every recording in every condition
   * @return what was said, by condition in the order given
   * @throws IllegalArgumentException if a recording is too short for a column, naming it
   */
  public Map<NoiseCondition, List<HeardUtterance>> hear(
      List<Utterance> utterances,
      List<NoiseCondition> conditions,
      ModelEvaluation.Listener listener) {
    Map<NoiseCondition, List<HeardUtterance>> heard = new LinkedHashMap<>();
    int all = conditions.size() * utterances.size();
    for (NoiseCondition condition : conditions) {
      int before = heard.size() * utterances.size();
      List<Utterance> mixed = utterances.stream().map(u -> mixer.mix(u, condition)).toList();
      heard.put(
          condition, evaluation.hear(mixed, (done, ofThese) -> listener.heard(before + done, all)));
    }
    return heard;
  }
}
