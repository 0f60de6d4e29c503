package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Lets networks hear utterances as the monitor hears them: in windows every half second, each with
 * what its sensor has heard before if the network adapts. Windows of many sensors are scored at
 * once. All utterances that one scorer hears under one id are the same.
 */
public final class UtteranceScorer implements AutoCloseable {

  /** Windows that are held at once: some 8 kB each, and as much again for what is remembered. */
  private static final int WINDOWS_AT_ONCE = 2_048;

  private final Ensemble ensemble;
  private final NetworkForward forward;
  private final Optional<SensorNormalisation> prior;
  private final Optional<FeatureNormalisation> comparison;

  /** Of utterances whose features are the same on every sensor. */
  private final Map<String, float[][]> features = new HashMap<>();

  private final float[] anyPast;

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
    this.anyPast = comparison.map(c -> new RunningFeatureStatistics(c).row()).orElse(new float[0]);
  }

  /** Scores the recordings as they are, each on a sensor that has heard nothing before it. */
  public List<Prediction> alone(TrainingSet set) {
    return hear(set, HearingPlan.alone(set.items().size()));
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
    return afterOneMood(set, utterance -> Emotion.NEUTRAL);
  }

  /**
   * Scores each recording on a sensor that has heard other recordings of its speaker in the same
   * emotion, in the set's order, and nothing else; see {@link Pasts}.
   *
   * @throws IllegalStateException if the network does not adapt
   */
  public List<Prediction> inOneMood(TrainingSet set) {
    return afterOneMood(set, Utterance::emotion);
  }

  private List<Prediction> afterOneMood(TrainingSet set, Function<Utterance, Emotion> moods) {
    requirePast();
    return hear(set, HearingPlan.afterOneMood(utterances(set), moods));
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
    return hear(set, HearingPlan.inOrder(utterances(set), order));
  }

  private static List<Utterance> utterances(TrainingSet set) {
    return set.items().stream().map(TrainingSet.Item::utterance).toList();
  }

  /**
   * What a step's sensor hears.
   *
   * @param windows of the utterance; without their levels where nothing is answered
   * @param features what is remembered of each window, if it belongs into a past; empty rows if
   *     features are not compared
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  private record Heard(List<HeardWindow> windows, float[][] features) {}

  /**
   * Hears as planned: first all levels, then all features, then all answers, each in large batches.
   * Features do not depend on a window's past of features, so that they can be known before it.
   */
  private List<Prediction> hear(TrainingSet set, HearingPlan plan) {
    Prediction[] predictions = new Prediction[set.items().size()];
    List<RunningFeatureStatistics> sensors =
        new ArrayList<>(Collections.nCopies(plan.sensors(), null));
    SensorHistory[] levels = new SensorHistory[plan.sensors()];
    List<HearingPlan.Step> steps = plan.steps();
    int from = 0;
    while (from < steps.size()) {
      List<Heard> heard = new ArrayList<>();
      int to = heard(set, steps, from, levels, heard);
      List<InputWindow> questions = new ArrayList<>();
      for (int i = from; i < to; i++) {
        questions.addAll(questions(steps.get(i), heard.get(i - from), sensors));
      }
      Iterator<float[]> rows = Arrays.asList(forward.score(questions).logits()).iterator();
      for (int i = from; i < to; i++) {
        if (steps.get(i).answered()) {
          TrainingSet.Item item = set.items().get(steps.get(i).place());
          int windows = heard.get(i - from).windows().size();
          predictions[steps.get(i).place()] = prediction(item, rows, windows);
        }
      }
      from = to;
    }
    return List.of(predictions);
  }

  /**
   * Lets sensors hear the next steps, until there are windows enough for large batches.
   *
   * @return the first step that is not among them
   */
  private int heard(
      TrainingSet set,
      List<HearingPlan.Step> steps,
      int from,
      SensorHistory[] levels,
      List<Heard> all) {
    List<List<HeardWindow>> windows = new ArrayList<>();
    List<InputWindow> unknown = new ArrayList<>();
    int count = 0;
    int next = from;
    while (next < steps.size() && count < WINDOWS_AT_ONCE) {
      HearingPlan.Step step = steps.get(next++);
      TrainingSet.Item item = set.items().get(step.place());
      List<HeardWindow> own = windows(item, set.frontEnd(), step, levels);
      windows.add(own);
      count += own.size();
      if (comparison.isPresent() && !features.containsKey(item.utterance().id())) {
        own.forEach(w -> unknown.add(w.window().after(anyPast)));
        if (!ensemble.comparesLevels()) {
          features.put(item.utterance().id(), new float[0][]); // known below
        }
      }
    }
    Iterator<float[]> rows = Arrays.asList(forward.score(unknown).features()).iterator();
    for (int i = from; i < next; i++) {
      List<HeardWindow> own = windows.get(i - from);
      all.add(new Heard(own, features(set.items().get(steps.get(i).place()), own.size(), rows)));
    }
    return next;
  }

  /** The features of a step's windows: known of the utterance, or the next of the rows. */
  private float[][] features(TrainingSet.Item item, int windows, Iterator<float[]> rows) {
    if (comparison.isEmpty()) {
      return new float[windows][0];
    }
    float[][] known = features.get(item.utterance().id());
    if (known != null && known.length > 0) {
      return known;
    }
    float[][] own = new float[windows][];
    Arrays.setAll(own, window -> rows.next());
    if (known != null) {
      features.put(item.utterance().id(), own);
    }
    return own;
  }

  /** The windows of an utterance as the step's sensor hears them. */
  private List<HeardWindow> windows(
      TrainingSet.Item item, FrontEnd frontEnd, HearingPlan.Step step, SensorHistory[] levels) {
    if (prior.isEmpty()) {
      return HeardWindow.of(item.clean(), frontEnd, Optional.empty());
    }
    if (levels[step.sensor()] == null || !ensemble.comparesLevels()) {
      levels[step.sensor()] = new SensorHistory(frontEnd, prior.get());
    }
    SensorHistory own = levels[step.sensor()];
    if (ensemble.comparesLevels()) {
      step.copyOf()
          .ifPresent(other -> own.statistics().restore(levels[other].statistics().state()));
    }
    return HeardWindow.of(item.clean(), frontEnd, Optional.of(own));
  }

  /** A step's windows with what its sensor remembers, which afterwards remembers them too. */
  private List<InputWindow> questions(
      HearingPlan.Step step, Heard heard, List<RunningFeatureStatistics> sensors) {
    if (comparison.isEmpty()) {
      return step.answered()
          ? heard.windows().stream().map(HeardWindow::window).toList()
          : List.of();
    }
    if (sensors.get(step.sensor()) == null) {
      sensors.set(step.sensor(), new RunningFeatureStatistics(comparison.get()));
    }
    RunningFeatureStatistics past = sensors.get(step.sensor());
    step.copyOf().ifPresent(other -> past.restore(sensors.get(other).state()));
    List<InputWindow> questions = new ArrayList<>();
    for (int i = 0; i < heard.windows().size(); i++) {
      if (step.answered()) {
        questions.add(heard.windows().get(i).window().after(past.row()));
      }
      if (heard.windows().get(i).isClear()) {
        past.add(heard.features()[i]);
      }
    }
    return questions;
  }

  private Prediction prediction(TrainingSet.Item item, Iterator<float[]> logits, int windows) {
    List<List<Float>> rows = new ArrayList<>();
    for (int window = 0; window < windows; window++) {
      float[] row = logits.next();
      rows.add(IntStream.range(0, row.length).mapToObj(i -> row[i]).toList());
    }
    return new Prediction(
        item.utterance().id(), item.utterance().speaker(), item.label(), rows, ensemble.size());
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
