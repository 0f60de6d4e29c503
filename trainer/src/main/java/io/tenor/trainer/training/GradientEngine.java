package io.tenor.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.tenor.trainer.data.TrainingBatches.Batch;
import io.tenor.trainer.network.Engines;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.NetworkBlock;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Weights;
import java.util.Arrays;
import java.util.Optional;

/** Forward and backward in DJL: leaves the gradients of a batch in the block's arrays. */
final class GradientEngine implements AutoCloseable {

  /** Added to the logit of a label that does not take part: its probability is 0, exactly. */
  private static final float OUT = -1e4f;

  private final Network network;
  private final long seed;
  private final NDManager manager;
  private final NetworkBlock block;
  private final ParameterStore store;

  GradientEngine(Network network, Weights weights, long seed) {
    this.network = network;
    this.seed = seed;
    manager = Engines.open();
    block = new NetworkBlock(network, weights, manager, true);
    store = new ParameterStore(manager, false);
  }

  NDManager manager() {
    return manager;
  }

  NetworkBlock block() {
    return block;
  }

  /**
   * Adds the gradients of a batch's mean loss to the arrays', with that of the auxiliary classifier
   * if the network has one.
   *
   * @param part windows that go through the network at once
   * @throws ArithmeticException in one sentence, if the loss is not a number
   */
  StepResult backward(Batch batch, int step, int part) {
    // Dropout draws from the engine: seeded by the step, a resumed run drops the same values.
    Engines.seed((int) (seed * 31 + step));
    double loss = 0;
    int hits = 0;
    for (int start = 0; start < batch.size(); start += part) {
      StepResult result = rows(batch, start, Math.min(batch.size(), start + part));
      loss += result.loss();
      hits += result.hits();
    }
    if (!Double.isFinite(loss)) {
      throw new ArithmeticException(
          "the loss is not a number any more at step %d: train with a lower rate".formatted(step));
    }
    return new StepResult(loss, hits);
  }

  private StepResult rows(Batch batch, int start, int end) {
    int count = end - start;
    try (NDManager scope = manager.newSubManager()) {
      NDList inputs =
          block.inputs(
              scope,
              rows(batch.levels(), batch.size(), start, end),
              rows(batch.statistics(), batch.size(), start, end),
              rows(batch.past(), batch.size(), start, end),
              count);
      NDArray targets =
          scope.create(
              rows(batch.targets(), batch.size(), start, end), new Shape(count, network.labels()));
      Optional<NDArray> offsets = offsets(scope, batch, start, end);
      NDArray logits;
      double value;
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDList outputs = block.forward(store, inputs, true);
        logits = plus(outputs.head(), offsets);
        NDArray answer = loss(logits, targets, batch.size());
        NDArray loss =
            block
                .auxiliaryLogits(outputs)
                .map(side -> loss(plus(side, offsets), targets, batch.size()))
                .map(side -> side.mul(NetworkPlan.AUXILIARY_LOSS))
                .map(answer::add)
                .orElse(answer);
        collector.backward(withTeacher(loss, outputs, batch, start, end));
        value = answer.getFloat();
      }
      return new StepResult(value, hits(logits.toFloatArray(), targets.toFloatArray()));
    }
  }

  /** Adds the distance from the teacher's embeddings, where there is a teacher. */
  private NDArray withTeacher(NDArray loss, NDList outputs, Batch batch, int start, int end) {
    if (network.teacher() == 0) {
      return loss;
    }
    NDArray prediction = block.prediction(outputs).orElseThrow();
    float[] taught = rows(batch.lessons(), batch.size(), start, end);
    NDArray lessons =
        prediction.getManager().create(taught, new Shape(end - start, network.teacher()));
    float share = NetworkPlan.TEACHER_LOSS / (batch.size() * (float) network.teacher());
    return loss.add(prediction.sub(lessons).square().sum().mul(share));
  }

  /**
   * Logarithms of the weights with which labels take part in the softmax, {@code [rows][labels]};
   * empty if all do fully.
   */
  private Optional<NDArray> offsets(NDManager scope, Batch batch, int start, int end) {
    if (batch.labelWeights().length == 0) {
      return Optional.empty();
    }
    float[] weights = rows(batch.labelWeights(), batch.size(), start, end);
    float[] logs = new float[weights.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = weights[i] > 0 ? (float) Math.log(weights[i]) : OUT;
    }
    return Optional.of(scope.create(logs, new Shape(end - start, network.labels())));
  }

  private static NDArray plus(NDArray logits, Optional<NDArray> offsets) {
    return offsets.map(logits::add).orElse(logits);
  }

  private static NDArray loss(NDArray logits, NDArray targets, int windows) {
    return logits.logSoftmax(1).mul(targets).sum().div(-windows);
  }

  private static float[] rows(float[] all, int size, int start, int end) {
    int row = all.length / size;
    return end - start == size ? all : Arrays.copyOfRange(all, start * row, end * row);
  }

  private int hits(float[] logits, float[] targets) {
    int hits = 0;
    for (int row = 0; row < logits.length; row += network.labels()) {
      hits += highest(logits, row) == highest(targets, row) ? 1 : 0;
    }
    return hits;
  }

  private int highest(float[] values, int row) {
    int best = row;
    for (int i = row + 1; i < row + network.labels(); i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  @Override
  public void close() {
    manager.close();
  }
}
