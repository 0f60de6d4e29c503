package io.tenor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts of what was acted against what was heard, and the figures made of them. */
public final class ConfusionMatrix {

  private final int[][] counts;

  /** An empty matrix of this many labels. */
  public ConfusionMatrix(int labels) {
    counts = new int[labels][labels];
  }

  /** Counts one utterance. */
  public void add(int acted, int heard) {
    counts[acted][heard]++;
  }

  /** Number of utterances acted as one label and heard as another. */
  public int count(int acted, int heard) {
    return counts[acted][heard];
  }

  /** Rows of acted labels, columns of heard ones. */
  public List<List<Integer>> rows() {
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return rows;
  }

  /** Number of utterances acted as a label. */
  public int acted(int label) {
    return Arrays.stream(counts[label]).sum();
  }

  private int heard(int label) {
    return Arrays.stream(counts).mapToInt(row -> row[label]).sum();
  }

  /** Share of all utterances heard as they were acted (weighted accuracy); 0 to 1. */
  public double accuracy() {
    int right = 0;
    int all = 0;
    for (int label = 0; label < counts.length; label++) {
      right += counts[label][label];
      all += acted(label);
    }
    return all == 0 ? Double.NaN : (double) right / all;
  }

  /** Share of a label's utterances heard as such; NaN if there is none. */
  public double recall(int label) {
    int acted = acted(label);
    return acted == 0 ? Double.NaN : (double) counts[label][label] / acted;
  }

  /** Unweighted average recall over the labels that occur (UAR). */
  public double unweightedAverageRecall() {
    double sum = 0;
    int present = 0;
    for (int label = 0; label < counts.length; label++) {
      if (acted(label) > 0) {
        sum += recall(label);
        present++;
      }
    }
    return sum / present;
  }

  /** Mean over the labels that occur of the harmonic mean of precision and recall. */
  public double macroF1() {
    double sum = 0;
    int present = 0;
    for (int label = 0; label < counts.length; label++) {
      int both = acted(label) + heard(label);
      if (acted(label) > 0) {
        sum += 2.0 * counts[label][label] / both;
        present++;
      }
    }
    return sum / present;
  }

  /** Share of the utterances acted as one label that were heard as another. */
  public double confusion(int acted, int heard) {
    return (double) counts[acted][heard] / acted(acted);
  }
}
