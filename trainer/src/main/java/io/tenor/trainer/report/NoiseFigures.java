package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.evaluation.Posterior;
import io.tenor.evaluation.Reliability;
import io.tenor.evaluation.Scored;
import io.tenor.trainer.evaluation.Audibility;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.noise.NoiseCondition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the windows of recordings in one noise.
 *
 * @param noise its name
 * @param snrDb how much stronger the recordings are; empty without noise
 * @param windows how many there are; of each one of the next five is true
 * @param silent nobody speaks
 * @param drowned nobody stands out of the noise: unknown
 * @param unsure the model is not sure enough: unknown
 * @param right the emotion that was acted is said
 * @param wrong another one is said
 * @param accuracy fraction of all windows whose most probable emotion was acted, asked or not, sure
 *     or not
 * @param ece expected calibration error of the windows that the model is asked about; empty if
 *     there is none
 * @param utterances figures by name, as of each corpus in {@link CorpusFigures}: of all windows,
 *     whether the model would be asked or not
 */
public record NoiseFigures(
    String noise,
    Optional<Double> snrDb,
    int windows,
    int silent,
    int drowned,
    int unsure,
    int right,
    int wrong,
    double accuracy,
    Optional<Double> ece,
    Map<String, Double> utterances) {

  /** Copies the map in its order. */
  public NoiseFigures {
    utterances = Collections.unmodifiableMap(new LinkedHashMap<>(utterances));
  }

  /**
   * Counts.
   *
   * @param unknownThreshold how probable an emotion has to be to be said
   */
  static NoiseFigures of(
      NoiseCondition condition, List<HeardUtterance> heard, double unknownThreshold) {
    int windows = 0;
    int silent = 0;
    int drowned = 0;
    int unsure = 0;
    int best = 0;
    List<Scored> asked = new ArrayList<>();
    for (HeardUtterance utterance : heard) {
      for (int i = 0; i < utterance.windows().size(); i++) {
        double[] probabilities = utterance.windows().get(i);
        Audibility audibility = utterance.audibility().get(i);
        windows++;
        best += Posterior.best(probabilities) == utterance.label() ? 1 : 0;
        silent += audibility == Audibility.SILENT ? 1 : 0;
        drowned += audibility == Audibility.DROWNED ? 1 : 0;
        if (audibility == Audibility.CLEAR) {
          asked.add(Scored.of(probabilities, utterance.label(), 1));
        }
      }
    }
    int right = 0;
    for (Scored answer : asked) {
      unsure += answer.confidence() < unknownThreshold ? 1 : 0;
      right += answer.confidence() >= unknownThreshold && answer.right() ? 1 : 0;
    }
    return new NoiseFigures(
        condition.label(),
        condition.noise().map(noise -> condition.snrDb()),
        windows,
        silent,
        drowned,
        unsure,
        right,
        asked.size() - unsure - right,
        (double) best / Math.max(1, windows),
        asked.isEmpty() ? Optional.empty() : Optional.of(new Reliability(asked).expectedError()),
        HeardFigures.of(heard, unknownThreshold));
  }

  /** All of it, without what is empty. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("noise", noise);
    snrDb.ifPresent(snr -> json.put("snr_db", snr));
    json.put("windows", windows)
        .put("silent", silent)
        .put("drowned", drowned)
        .put("unsure", unsure)
        .put("right", right)
        .put("wrong", wrong)
        .put("accuracy", accuracy);
    ece.ifPresent(error -> json.put("ece", error));
    ObjectNode figures = json.putObject("utterances");
    utterances.forEach(figures::put);
    return json;
  }

  /** How many windows an emotion is said of. */
  int answered() {
    return right + wrong;
  }
}
