package io.tenor.trainer.evaluation;

import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.RunningFeatureStatistics;
import io.tenor.spectrogram.SensorHistory;
import io.tenor.trainer.data.Columns;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.onnx.OnnxScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Lets an exported model hear utterances as a monitor's would, each speaker on a sensor of their
 * own, but without Kafka: what a monitor says of the same recordings can be compared with it.
 *
 * <p>It hears as {@link UtteranceScorer} does, in the order given, and knows nothing but the file:
 * front end, adaptation, comparison and labels are what its metadata say.
 */
public final class ModelEvaluation {

  private static final int BATCH = 8;

  private final OnnxScorer scorer;
  private final ModelMetadata metadata;
  private final FrontEnd frontEnd;
  private final int[] places;

  /** Prepares to hear with a model, which stays open. */
  public ModelEvaluation(ExportedModel model) {
    scorer = model.scorer();
    metadata = model.metadata();
    frontEnd = metadata.frontEnd();
    places =
        metadata.labels().stream()
            .mapToInt(label -> Labels.index(Emotion.ofLabel(label).orElseThrow()))
            .toArray();
  }

  /** Is told how many utterances are heard. */
  public interface Listener {
    /** One more is heard. */
    void heard(int done, int all);
  }

  /** What a sensor has heard. */
  private record Sensor(
      Optional<SensorHistory> levels, Optional<RunningFeatureStatistics> features) {}

  /**
   * Hears utterances one after the other.
   *
   * @param utterances at the front end's rate; those of a speaker in the order in which their
   *     sensor hears them
   * @return one an utterance, in the same order
   * @throws IllegalArgumentException if one is too short for a column, naming it
   */
  public List<HeardUtterance> hear(List<Utterance> utterances, Listener listener) {
    Map<String, Sensor> sensors = new HashMap<>();
    return hear(
        utterances,
        utterance -> sensors.computeIfAbsent(utterance.speaker(), speaker -> fresh()),
        listener);
  }

  /**
   * The same, each utterance on a sensor of its own that has heard nothing before it.
   *
   * @throws IllegalArgumentException if one is too short for a column, naming it
   */
  public List<HeardUtterance> hearAlone(List<Utterance> utterances, Listener listener) {
    return hear(utterances, utterance -> fresh(), listener);
  }

  private List<HeardUtterance> hear(
      List<Utterance> utterances, Function<Utterance, Sensor> sensors, Listener listener) {
    List<HeardUtterance> heard = new ArrayList<>();
    for (Utterance utterance : utterances) {
      heard.add(hear(utterance, sensors.apply(utterance)));
      listener.heard(heard.size(), utterances.size());
    }
    return heard;
  }

  /**
   * Hears utterances in one of several ways.
   *
   * @param utterances at the front end's rate, by name
   * @param seed of a random order
   * @return one an utterance, in the order given
   * @throws IllegalArgumentException if one is too short for a column, naming it
   */
  public List<HeardUtterance> hear(
      HeardOrder order, List<Utterance> utterances, long seed, Listener listener) {
    return switch (order) {
      case NAMES -> hear(utterances, listener);
      case ALONE -> each(utterances, place -> fresh(), listener);
      case HISTORY -> inOrder(utterances, shuffled(utterances.size(), seed), listener);
      case MOODS -> inOrder(utterances, moods(utterances, seed), listener);
      case CALM -> afterOneMood(utterances, u -> Emotion.NEUTRAL, listener);
      case ONE_MOOD -> afterOneMood(utterances, Utterance::emotion, listener);
    };
  }

  private List<HeardUtterance> each(
      List<Utterance> utterances, IntFunction<Sensor> sensors, Listener listener) {
    List<HeardUtterance> heard = new ArrayList<>();
    for (int place = 0; place < utterances.size(); place++) {
      heard.add(hear(utterances.get(place), sensors.apply(place)));
      listener.heard(heard.size(), utterances.size());
    }
    return heard;
  }

  private List<HeardUtterance> inOrder(
      List<Utterance> utterances, List<Integer> order, Listener listener) {
    List<HeardUtterance> heard = hear(order.stream().map(utterances::get).toList(), listener);
    HeardUtterance[] sorted = new HeardUtterance[heard.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[order.get(i)] = heard.get(i);
    }
    return List.of(sorted);
  }

  private static List<Integer> shuffled(int count, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return order;
  }

  private static List<Integer> moods(List<Utterance> utterances, long seed) {
    List<Integer> moods = shuffled(Labels.count(), seed);
    List<Integer> order = shuffled(utterances.size(), seed);
    order.sort(
        Comparator.comparing(
            place -> moods.indexOf(Labels.index(utterances.get(place).emotion()))));
    return order;
  }

  private List<HeardUtterance> afterOneMood(
      List<Utterance> utterances, Function<Utterance, Emotion> moods, Listener listener) {
    Pasts pasts = new Pasts(utterances);
    Map<Pasts.Mood, Sensor> common = new HashMap<>();
    return each(
        utterances,
        place -> {
          Pasts.Mood mood = pasts.mood(place, moods.apply(utterances.get(place)));
          Pasts.Past past = pasts.before(place, mood);
          return past.common()
              ? copy(common.computeIfAbsent(mood, m -> after(utterances, past)))
              : after(utterances, past);
        },
        listener);
  }

  private Sensor after(List<Utterance> utterances, Pasts.Past past) {
    Sensor sensor = fresh();
    past.places().forEach(place -> hear(utterances.get(place), sensor));
    return sensor;
  }

  private Sensor copy(Sensor original) {
    Sensor copy = fresh();
    copy.levels()
        .ifPresent(
            levels ->
                levels.statistics().restore(original.levels().orElseThrow().statistics().state()));
    copy.features().ifPresent(f -> f.restore(original.features().orElseThrow().state()));
    return copy;
  }

  private Sensor fresh() {
    return new Sensor(
        metadata.adaptation().map(prior -> new SensorHistory(frontEnd, prior)),
        metadata.comparison().map(RunningFeatureStatistics::new));
  }

  private HeardUtterance hear(Utterance utterance, Sensor sensor) {
    if (frontEnd.frames(utterance.samples().length) < 1) {
      throw new IllegalArgumentException(
          "The recording %s is too short for a single frame: remove it from the corpus."
              .formatted(utterance.id()));
    }
    Columns columns = Columns.of(frontEnd, utterance.samples());
    List<HeardWindow> windows = HeardWindow.of(columns, frontEnd, sensor.levels());
    List<float[]> rows =
        sensor.features().map(past -> oneByOne(windows, past)).orElseGet(() -> inBatches(windows));
    return new HeardUtterance(
        utterance.id(),
        utterance.speaker(),
        Labels.index(utterance.emotion()),
        rows.stream().map(this::byLabel).toList(),
        windows.stream().map(HeardWindow::audibility).toList());
  }

  /** Each window is compared with what was pooled over those before it. */
  private List<float[]> oneByOne(List<HeardWindow> windows, RunningFeatureStatistics past) {
    List<float[]> rows = new ArrayList<>();
    for (HeardWindow heard : windows) {
      OnnxScorer.Outputs outputs = scorer.score(List.of(heard.window().after(past.row())));
      rows.add(outputs.probabilities()[0]);
      if (heard.isClear()) {
        past.add(outputs.features()[0]);
      }
    }
    return rows;
  }

  private List<float[]> inBatches(List<HeardWindow> windows) {
    List<InputWindow> inputs = windows.stream().map(HeardWindow::window).toList();
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < inputs.size(); from += BATCH) {
      List<InputWindow> batch = inputs.subList(from, Math.min(inputs.size(), from + BATCH));
      rows.addAll(Arrays.asList(scorer.probabilities(batch)));
    }
    return rows;
  }

  /** The probabilities in the order of {@link Labels}; 0 where the model has no such label. */
  private double[] byLabel(float[] row) {
    double[] probabilities = new double[Labels.count()];
    for (int i = 0; i < row.length; i++) {
      probabilities[places[i]] = row[i];
    }
    return probabilities;
  }
}
