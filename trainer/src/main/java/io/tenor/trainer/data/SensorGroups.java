package io.tenor.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Fills a batch with a few speakers, several utterances of each: every group is one sensor, and its
 * windows are each other's past.
 */
final class SensorGroups {

  private final List<List<TrainingSet.Item>> speakers;
  private final int sensors;

  SensorGroups(TrainingSet set, int sensors) {
    this.sensors = sensors;
    speakers = List.copyOf(set.bySpeaker().values());
  }

  /**
   * Draws a batch: neighbours are of one speaker. Speakers, and a speaker's utterances, repeat only
   * where there are too few of them.
   */
  List<TrainingSet.Item> draw(int size, RandomGenerator random) {
    List<TrainingSet.Item> items = new ArrayList<>(size);
    List<List<TrainingSet.Item>> left = new ArrayList<>();
    for (int sensor = 0; sensor < sensors; sensor++) {
      if (left.isEmpty()) {
        left.addAll(speakers);
      }
      List<TrainingSet.Item> own = left.remove(random.nextInt(left.size()));
      int end = size * (sensor + 1) / sensors;
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
   * Draws which windows of a batch come after which others on the same sensor.
   *
   * @param items of the batch
   * @param heard whether a window is speech, and so remembered
   * @param freshShare share of windows whose sensor has heard nothing
   * @return {@code [size][size]}, 1 where the row's window comes after the column's
   */
  static float[] pasts(
      List<TrainingSet.Item> items, boolean[] heard, double freshShare, RandomGenerator random) {
    int size = items.size();
    float[] past = new float[size * size];
    for (int row = 0; row < size; row++) {
      double share = random.nextDouble() < freshShare ? 0 : random.nextDouble();
      String speaker = items.get(row).utterance().speaker();
      for (int column = 0; column < size; column++) {
        boolean same = items.get(column).utterance().speaker().equals(speaker);
        if (same && column != row && heard[column] && random.nextDouble() < share) {
          past[row * size + column] = 1;
        }
      }
    }
    return past;
  }
}
