package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Which sensor hears which utterance after which: all that is known of a way of hearing before
 * anything is heard, so that windows of many sensors can be scored at once.
 */
final class HearingPlan {

  private final List<Step> steps = new ArrayList<>();
  private int sensors;

  /**
   * A sensor hears an utterance.
   *
   * @param sensor its number; one that has no earlier step has heard nothing
   * @param copyOf a sensor whose past it begins with, as that is now; empty if it goes on with its
   *     own
   * @param place of the utterance
   * @param answered whether the answer counts; else it is only remembered
   */
  record Step(int sensor, OptionalInt copyOf, int place, boolean answered) {}

  private HearingPlan() {}

  /** The steps in their order. */
  List<Step> steps() {
    return steps;
  }

  /** Number of sensors: they are numbered from 0. */
  int sensors() {
    return sensors;
  }

  /** Each utterance on a sensor of its own. */
  static HearingPlan alone(int utterances) {
    HearingPlan plan = new HearingPlan();
    for (int place = 0; place < utterances; place++) {
      plan.hear(plan.sensors++, place, true);
    }
    return plan;
  }

  /** All utterances of a speaker on one sensor, in an order of places. */
  static HearingPlan inOrder(List<Utterance> utterances, List<Integer> order) {
    HearingPlan plan = new HearingPlan();
    Map<String, Integer> bySpeaker = new HashMap<>();
    for (int place : order) {
      int sensor = bySpeaker.computeIfAbsent(utterances.get(place).speaker(), s -> plan.sensors++);
      plan.hear(sensor, place, true);
    }
    return plan;
  }

  /** Each utterance after others of its speaker in one mood; see {@link Pasts}. */
  static HearingPlan afterOneMood(List<Utterance> utterances, Function<Utterance, Emotion> moods) {
    HearingPlan plan = new HearingPlan();
    Pasts pasts = new Pasts(utterances);
    Map<Pasts.Mood, Integer> common = new HashMap<>();
    for (int place = 0; place < utterances.size(); place++) {
      Pasts.Mood mood = pasts.mood(place, moods.apply(utterances.get(place)));
      Pasts.Past past = pasts.before(place, mood);
      if (past.common() && !past.places().isEmpty()) {
        int original = common.computeIfAbsent(mood, m -> plan.after(past));
        plan.steps.add(new Step(plan.sensors++, OptionalInt.of(original), place, true));
      } else {
        plan.hear(plan.after(past), place, true);
      }
    }
    return plan;
  }

  /** A new sensor that has heard this past. */
  private int after(Pasts.Past past) {
    int sensor = sensors++;
    past.places().forEach(place -> hear(sensor, place, false));
    return sensor;
  }

  private void hear(int sensor, int place, boolean answered) {
    steps.add(new Step(sensor, OptionalInt.empty(), place, answered));
  }
}
