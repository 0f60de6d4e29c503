package io.tenor.trainer.data;

import io.tenor.trainer.network.Normalisation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Draws what a training window's sensor may have heard before it: some other utterances of the same
 * speaker in the same variant, and what comes before the window in its own utterance.
 */
final class Histories {

  private final HistorySettings settings;
  private final Normalisation prior;
  private final Map<String, List<TrainingSet.Item>> bySpeaker;
  private final Map<String, List<BandSums>> sums = new TreeMap<>();

  Histories(TrainingSet set, HistorySettings settings) {
    this.settings = settings;
    this.prior = set.normalisation();
    this.bySpeaker = set.bySpeaker();
    for (TrainingSet.Item item : set.items()) {
      sums.put(
          item.utterance().id(),
          item.variants().stream().map(c -> BandSums.of(c, 0, c.frames())).toList());
    }
  }

  /**
   * Statistics of a sensor before a window.
   *
   * @param item whose window it is
   * @param variant which of its variants
   * @param past what of the window's own sound comes before it; more is added to it
   * @param change done to the sensor's levels, and not to the training set's
   * @param mood label of the other utterances, or {@link SensorGroups#MIXED}
   */
  Normalisation draw(
      TrainingSet.Item item,
      int variant,
      BandSums past,
      LevelChange change,
      int mood,
      RandomGenerator random) {
    if (random.nextDouble() >= settings.freshShare()) {
      List<TrainingSet.Item> others =
          bySpeaker.get(item.utterance().speaker()).stream()
              .filter(other -> mood == SensorGroups.MIXED || other.label() == mood)
              .toList(); // at least the one that has this label in the batch
      double log = random.nextDouble() * Math.log(settings.mostUtterances() + 1.0);
      int count = (int) Math.exp(log);
      for (int i = 0; i < count; i++) {
        TrainingSet.Item other = others.get(random.nextInt(others.size()));
        if (!other.utterance().id().equals(item.utterance().id())) {
          past.add(sums.get(other.utterance().id()).get(variant));
        }
      }
    }
    if (past.frames() == 0) {
      return prior;
    }
    // What is forgotten is forgotten: a longer past weighs as much as the memory holds.
    double room = settings.memory().memoryFrames() - settings.memory().priorFrames();
    BandSums all = new BandSums(prior.mean().length);
    all.add(change.apply(past.normalisation()), Math.min(past.frames(), room));
    all.add(prior, settings.memory().priorFrames());
    return all.normalisation();
  }
}
