package io.tenor.trainer.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Loss and hits added up over batches. */
final class EpochSums {

  private double loss;
  private long hits;
  private long windows;

  /** Adds a batch of {@code size} windows. */
  void add(StepResult result, int size) {
    loss += result.loss() * size;
    hits += result.hits();
    windows += size;
  }

  /** Mean loss of a window. */
  double meanLoss() {
    return loss / windows;
  }

  /** Share of windows that were hits. */
  double accuracy() {
    return (double) hits / windows;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(loss);
    out.writeLong(hits);
    out.writeLong(windows);
  }

  static EpochSums read(DataInput in) throws IOException {
    EpochSums sums = new EpochSums();
    sums.loss = in.readDouble();
    sums.hits = in.readLong();
    sums.windows = in.readLong();
    return sums;
  }
}
