package io.tenor.trainer.data;

import io.tenor.corpus.Labels;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Fills a batch with a few speakers, several utterances of each: every group is one sensor, and its
 * windows are each other's past.
 */
final class SensorGroups {

  /** A past that holds all moods alike. */
  static final int MIXED = -1;

  /** Share of the pasts of one mood that are calm, where somebody is. */
  private static final double CALM_SHARE = 0.4;

  /** A window of the batch may stand for so many of a longer past. */
  private static final double MOST_WEIGHT = 12;

  private final List<List<TrainingSet.Item>> speakers;
  private final HistorySettings settings;

  SensorGroups(TrainingSet set, HistorySettings settings) {
    this.settings = settings;
    speakers = List.copyOf(set.bySpeaker().values());
  }

  /**
   * Draws a batch: neighbours are of one speaker. Speakers, and a speaker's utterances, repeat only
   * where there are too few of them.
   */
  List<TrainingSet.Item> draw(int size, RandomGenerator random) {
    List<TrainingSet.Item> items = new ArrayList<>(size);
    List<List<TrainingSet.Item>> left = new ArrayList<>();
    for (int sensor = 0; sensor < settings.sensors(); sensor++) {
      if (left.isEmpty()) {
        left.addAll(speakers);
      }
      List<TrainingSet.Item> own = left.remove(random.nextInt(left.size()));
      int end = size * (sensor + 1) / settings.sensors();
      List<TrainingSet.Item> rest = new ArrayList<>();
      while (items.size() < end) {
        if (rest.isEmpty()) {
          rest.addAll(own);
        }
        items.add(rest.remove(random.nextInt(rest.size())));
      }
    }
    return items;
  }

  /**
   * Draws of which mood each window's past is: a label that another window of its speaker in the
   * batch has, or {@link #MIXED}.
   */
  int[] moods(List<TrainingSet.Item> items, RandomGenerator random) {
    int[] moods = new int[items.size()];
    int calm = Labels.index(Emotion.NEUTRAL);
    for (int row = 0; row < moods.length; row++) {
      TreeSet<Integer> others = new TreeSet<>();
      for (int column = 0; column < moods.length; column++) {
        if (column != row && sameSpeaker(items, row, column)) {
          others.add(items.get(column).label());
        }
      }
      moods[row] = MIXED;
      if (random.nextDouble() < settings.moodShare() && !others.isEmpty()) {
        moods[row] =
            others.contains(calm) && random.nextDouble() < CALM_SHARE
                ? calm
                : List.copyOf(others).get(random.nextInt(others.size()));
      }
    }
    return moods;
  }

  /**
   * Draws which windows of a batch come after which others on the same sensor, and how much they
   * weigh: a window may stand for several like it, so that a past is longer than a batch.
   *
   * @param items of the batch
   * @param heard whether a window is speech, and so remembered
   * @param moods of each window's past
   * @return {@code [size][size]}, above 0 where the row's window comes after the column's
   */
  float[] pasts(
      List<TrainingSet.Item> items, boolean[] heard, int[] moods, RandomGenerator random) {
    int size = items.size();
    float[] past = new float[size * size];
    for (int row = 0; row < size; row++) {
      boolean fresh = random.nextDouble() < settings.freshShare();
      double share = moods[row] == MIXED ? random.nextDouble() : 1;
      float weight = (float) Math.exp(random.nextDouble() * Math.log(MOST_WEIGHT));
      for (int column = 0; column < size; column++) {
        boolean fits = moods[row] == MIXED || items.get(column).label() == moods[row];
        if (!fresh
            && column != row
            && sameSpeaker(items, row, column)
            && fits
            && heard[column]
            && random.nextDouble() < share) {
          past[row * size + column] = weight;
        }
      }
    }
    return past;
  }

  /** Whether two windows of a batch are one speaker's. */
  static boolean sameSpeaker(List<TrainingSet.Item> items, int one, int other) {
    return items.get(one).utterance().speaker().equals(items.get(other).utterance().speaker());
  }
}
