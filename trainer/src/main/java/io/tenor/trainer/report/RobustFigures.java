package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.evaluation.Posterior;
import io.tenor.trainer.evaluation.Audibility;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.robustness.Condition;
import java.util.List;
import java.util.Optional;

/**
 * What became of a model's answers by one way of hearing. An answer is the most probable emotion of
 * a recording, however probable. All but the name and the detail are fractions of the recordings.
 *
 * @param condition its name
 * @param detail more about it; empty for nothing
 * @param changed other answers than to the recordings as they are
 * @param becameWrong right there and wrong here
 * @param becameRight wrong there and right here
 * @param uar unweighted average recall here, 0 to 1
 * @param firstChange mean change of the probability of the answer that was given there, -1 to 1
 * @param coverage of how many a monitor would say an emotion: somebody can be heard in a window,
 *     and the most probable emotion is probable enough
 */
public record RobustFigures(
    String condition,
    Optional<String> detail,
    double changed,
    double becameWrong,
    double becameRight,
    double uar,
    double firstChange,
    double coverage) {

  /**
   * Counts.
   *
   * @param clean what was said of the recordings as they are, at least one
   * @param heard what was said of the same here, in the same order
   * @param unknownThreshold how probable an emotion has to be to be said
   */
  static RobustFigures of(
      Condition condition,
      List<HeardUtterance> clean,
      List<HeardUtterance> heard,
      double unknownThreshold) {
    int changed = 0;
    int becameWrong = 0;
    int becameRight = 0;
    int said = 0;
    double firstChange = 0;
    ConfusionMatrix confusion = new ConfusionMatrix(Labels.count());
    for (int i = 0; i < clean.size(); i++) {
      int label = clean.get(i).label();
      double[] before = clean.get(i).posterior();
      double[] after = heard.get(i).posterior();
      int first = Posterior.best(before);
      int now = Posterior.best(after);
      changed += first != now ? 1 : 0;
      becameWrong += first == label && now != label ? 1 : 0;
      becameRight += first != label && now == label ? 1 : 0;
      firstChange += after[first] - before[first];
      confusion.add(label, now);
      boolean audible = heard.get(i).audibility().contains(Audibility.CLEAR);
      said += audible && after[now] >= unknownThreshold ? 1 : 0;
    }
    double all = clean.size();
    return new RobustFigures(
        condition.name(),
        condition.detail(),
        changed / all,
        becameWrong / all,
        becameRight / all,
        confusion.unweightedAverageRecall(),
        firstChange / all,
        said / all);
  }

  /** All of it, without what is empty. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("condition", condition);
    detail.ifPresent(text -> json.put("detail", text));
    return json.put("changed", changed)
        .put("became_wrong", becameWrong)
        .put("became_right", becameRight)
        .put("uar", uar)
        .put("first_change", firstChange)
        .put("coverage", coverage);
  }
}
