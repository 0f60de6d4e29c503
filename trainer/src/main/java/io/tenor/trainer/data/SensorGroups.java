package io.tenor.trainer.data;

import io.tenor.schema.Emotion;
import io.tenor.trainer.corpus.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Fills a batch with a few speakers, several utterances of each: every group is one sensor, and its
 * windows are each other's past. Where a sensor's past is of one mood, half of the group is too,
 * and the other half comes after it.
 */
final class SensorGroups {

  /** A past that holds all moods alike. */
  static final int MIXED = -1;

  /** Share of the sensors of one mood that are calm. */
  private static final double CALM_SHARE = 0.4;

  /** A window of the batch may stand for so many of a longer past. */
  private static final double MOST_WEIGHT = 8;

  private final List<List<TrainingSet.Item>> speakers;
  private final HistorySettings settings;

  SensorGroups(TrainingSet set, HistorySettings settings) {
    this.settings = settings;
    speakers = List.copyOf(set.bySpeaker().values());
  }

  /**
   * A window of a batch.
   *
   * @param item whose
   * @param mood label that its sensor's past is of, or {@link #MIXED}
   */
  record Draw(TrainingSet.Item item, int mood) {}

  /**
   * Draws a batch: neighbours are of one speaker. Speakers, and a speaker's utterances, repeat only
   * where there are too few of them.
   */
  List<Draw> draw(int size, RandomGenerator random) {
    List<Draw> draws = new ArrayList<>(size);
    List<List<TrainingSet.Item>> left = new ArrayList<>();
    for (int sensor = 0; sensor < settings.sensors(); sensor++) {
      if (left.isEmpty()) {
        left.addAll(speakers);
      }
      List<TrainingSet.Item> own = left.remove(random.nextInt(left.size()));
      int end = size * (sensor + 1) / settings.sensors();
      int mood = random.nextDouble() < settings.moodShare() ? mood(own, random) : MIXED;
      int moodEnd = mood == MIXED ? draws.size() : (draws.size() + end) / 2;
      fill(draws, moodEnd, own.stream().filter(i -> i.label() == mood).toList(), mood, random);
      fill(draws, end, own, mood, random);
    }
    return draws;
  }

  private static int mood(List<TrainingSet.Item> own, RandomGenerator random) {
    int calm = Labels.index(Emotion.NEUTRAL);
    TreeSet<Integer> labels = new TreeSet<>();
    own.forEach(item -> labels.add(item.label()));
    if (labels.contains(calm) && random.nextDouble() < CALM_SHARE) {
      return calm;
    }
    return List.copyOf(labels).get(random.nextInt(labels.size()));
  }

  private static void fill(
      List<Draw> draws, int end, List<TrainingSet.Item> from, int mood, RandomGenerator random) {
    List<TrainingSet.Item> rest = new ArrayList<>();
    while (draws.size() < end) {
      if (rest.isEmpty()) {
        rest.addAll(from);
      }
      draws.add(new Draw(rest.remove(random.nextInt(rest.size())), mood));
    }
  }

  /**
   * Draws which windows of a batch come after which others on the same sensor, and how much they
   * weigh: a window may stand for several like it, so that a past is longer than a batch.
   *
   * @param draws of the batch
   * @param heard whether a window is speech, and so remembered
   * @return {@code [size][size]}, above 0 where the row's window comes after the column's
   */
  float[] pasts(List<Draw> draws, boolean[] heard, RandomGenerator random) {
    int size = draws.size();
    float[] past = new float[size * size];
    for (int row = 0; row < size; row++) {
      Draw now = draws.get(row);
      double share = random.nextDouble() < settings.freshShare() ? 0 : random.nextDouble();
      float weight = (float) Math.exp(random.nextDouble() * Math.log(MOST_WEIGHT));
      String speaker = now.item().utterance().speaker();
      for (int column = 0; column < size; column++) {
        Draw before = draws.get(column);
        boolean same =
            before.item().utterance().speaker().equals(speaker) && before.mood() == now.mood();
        boolean fits = now.mood() == MIXED || before.item().label() == now.mood();
        if (same && fits && column != row && heard[column] && random.nextDouble() < share) {
          past[row * size + column] = weight;
        }
      }
    }
    return past;
  }
}
