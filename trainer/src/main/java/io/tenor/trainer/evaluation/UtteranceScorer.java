package io.tenor.trainer.evaluation;

import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.RunningFeatureStatistics;
import io.tenor.spectrogram.SensorHistory;
import io.tenor.spectrogram.SensorNormalisation;
import io.tenor.trainer.data.Columns;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.network.NetworkForward;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.SensorMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Lets networks hear utterances as the monitor hears them: in windows every half second, each with
 * what its sensor has heard before if the network adapts.
 */
public final class UtteranceScorer implements AutoCloseable {

  private final Ensemble ensemble;
  private final NetworkForward forward;
  private final Optional<SensorNormalisation> prior;
  private final Optional<FeatureNormalisation> comparison;

  /**
   * Prepares to score; the weights are copied.
   *
   * @param ensemble what scores
   * @param normalisation of the set that it was trained on
   */
  public UtteranceScorer(Ensemble ensemble, Normalisation normalisation) {
    this.ensemble = ensemble;
    this.forward = new NetworkForward(ensemble);
    this.prior = ensemble.memory().map(memory -> memory.of(normalisation));
    this.comparison = SensorMemory.features(ensemble);
  }

  /** Scores the recordings as they are, each on a sensor that has heard nothing before it. */
  public List<Prediction> alone(TrainingSet set) {
    List<Prediction> predictions = new ArrayList<>();
    for (TrainingSet.Item item : set.items()) {
      predictions.add(score(item, set.frontEnd(), fresh(set.frontEnd())));
    }
    return predictions;
  }

  /**
   * Scores the recordings one after the other in a random order, all of a speaker on one sensor:
   * each window knows what the sensor has heard before it, and nothing of what comes after.
   *
   * @param set utterances, in any order
   * @param seed of the order
   * @return predictions in the set's order
   * @throws IllegalStateException if the network does not adapt
   */
  public List<Prediction> inOrder(TrainingSet set, long seed) {
    return inOrder(set, shuffled(set, seed));
  }

  /**
   * The same for an order in which all of an emotion come before those of the next, emotions and
   * the utterances of each in a random order: what comes before an utterance is mostly of one mood.
   *
   * @throws IllegalStateException if the network does not adapt
   */
  public List<Prediction> inMoods(TrainingSet set, long seed) {
    return inOrder(set, moods(set, ensemble.labels(), seed));
  }

  /** Places in the set, those of a label together. */
  static List<Integer> moods(TrainingSet set, int labels, long seed) {
    List<Integer> moods = new ArrayList<>(IntStream.range(0, labels).boxed().toList());
    Collections.shuffle(moods, new Random(seed));
    List<Integer> order = shuffled(set, seed);
    order.sort(Comparator.comparing(place -> moods.indexOf(set.items().get(place).label())));
    return order;
  }

  /**
   * Scores each recording on a sensor that has heard other neutral recordings of its speaker, in
   * the set's order, and nothing else; see {@link Pasts}.
   *
   * @throws IllegalStateException if the network does not adapt
   */
  public List<Prediction> afterNeutral(TrainingSet set) {
    return afterOneMood(set, item -> Emotion.NEUTRAL);
  }

  /**
   * Scores each recording on a sensor that has heard other recordings of its speaker in the same
   * emotion, in the set's order, and nothing else; see {@link Pasts}.
   *
   * @throws IllegalStateException if the network does not adapt
   */
  public List<Prediction> inOneMood(TrainingSet set) {
    return afterOneMood(set, item -> item.utterance().emotion());
  }

  private List<Prediction> afterOneMood(
      TrainingSet set, Function<TrainingSet.Item, Emotion> moods) {
    requirePast();
    Pasts pasts = new Pasts(set.items().stream().map(TrainingSet.Item::utterance).toList());
    Map<Pasts.Mood, Sensor> common = new HashMap<>();
    List<Prediction> predictions = new ArrayList<>();
    for (int place = 0; place < set.items().size(); place++) {
      TrainingSet.Item item = set.items().get(place);
      Pasts.Mood mood = pasts.mood(place, moods.apply(item));
      Pasts.Past past = pasts.before(place, mood);
      Sensor sensor =
          past.common()
              ? copy(common.computeIfAbsent(mood, m -> after(set, past)), set.frontEnd())
              : after(set, past);
      predictions.add(score(item, set.frontEnd(), Optional.of(sensor)));
    }
    return predictions;
  }

  private Sensor after(TrainingSet set, Pasts.Past past) {
    Optional<Sensor> sensor = fresh(set.frontEnd());
    past.places().forEach(place -> listen(set.items().get(place), set.frontEnd(), sensor));
    return sensor.orElseThrow();
  }

  private Sensor copy(Sensor original, FrontEnd frontEnd) {
    Sensor copy = fresh(frontEnd).orElseThrow();
    copy.levels().statistics().restore(original.levels().statistics().state());
    copy.features().ifPresent(f -> f.restore(original.features().orElseThrow().state()));
    return copy;
  }

  private static List<Integer> shuffled(TrainingSet set, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, set.items().size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return order;
  }

  private void requirePast() {
    if (prior.isEmpty()) {
      throw new IllegalStateException("the network " + ensemble.name() + " has no use for a past");
    }
  }

  private List<Prediction> inOrder(TrainingSet set, List<Integer> order) {
    requirePast();
    Map<String, Optional<Sensor>> sensors = new TreeMap<>();
    Prediction[] predictions = new Prediction[order.size()];
    for (int place : order) {
      TrainingSet.Item item = set.items().get(place);
      Optional<Sensor> sensor =
          sensors.computeIfAbsent(item.utterance().speaker(), s -> fresh(set.frontEnd()));
      predictions[place] = score(item, set.frontEnd(), sensor);
    }
    return List.of(predictions);
  }

  /** What a sensor has heard. */
  private record Sensor(SensorHistory levels, Optional<RunningFeatureStatistics> features) {}

  private Optional<Sensor> fresh(FrontEnd frontEnd) {
    return prior.map(
        p ->
            new Sensor(
                new SensorHistory(frontEnd, p), comparison.map(RunningFeatureStatistics::new)));
  }

  /** Lets a sensor hear a recording: what it knows afterwards is what matters. */
  private List<InputWindow> listen(
      TrainingSet.Item item, FrontEnd frontEnd, Optional<Sensor> sensor) {
    List<HeardWindow> heard = HeardWindow.of(item.clean(), frontEnd, sensor.map(Sensor::levels));
    return sensor
        .flatMap(Sensor::features)
        .map(past -> withPasts(heard, past))
        .orElseGet(() -> heard.stream().map(HeardWindow::window).toList());
  }

  private Prediction score(TrainingSet.Item item, FrontEnd frontEnd, Optional<Sensor> sensor) {
    List<InputWindow> windows = listen(item, frontEnd, sensor);
    List<List<Float>> rows = new ArrayList<>();
    for (float[] row : forward.score(windows).logits()) {
      rows.add(IntStream.range(0, row.length).mapToObj(i -> row[i]).toList());
    }
    return new Prediction(
        item.utterance().id(), item.utterance().speaker(), item.label(), rows, ensemble.size());
  }

  /**
   * Gives each window what the network pooled of those before it with somebody to be heard: known
   * without their own past.
   */
  private List<InputWindow> withPasts(List<HeardWindow> windows, RunningFeatureStatistics past) {
    float[] any = past.row();
    float[][] features =
        forward.score(windows.stream().map(w -> w.window().after(any)).toList()).features();
    List<InputWindow> known = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      known.add(windows.get(i).window().after(past.row()));
      if (windows.get(i).isClear()) {
        past.add(features[i]);
      }
    }
    return known;
  }

  /** The windows of an utterance as the monitor cuts them, with what their sensor knows. */
  public static List<InputWindow> windows(
      Columns columns, FrontEnd frontEnd, Optional<SensorHistory> sensor) {
    return HeardWindow.of(columns, frontEnd, sensor).stream().map(HeardWindow::window).toList();
  }

  @Override
  public void close() {
    forward.close();
  }
}
