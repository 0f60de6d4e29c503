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
import io.tenor.trainer.network.ParameterSpec;
import io.tenor.trainer.network.Weights;

/** One step of training: forward and backward in DJL, then the optimizer. */
final class GradientStep implements AutoCloseable {

  private final Network network;
  private final TrainingSettings settings;
  private final NDManager manager;
  private final NetworkBlock block;
  private final ParameterStore store;
  private final Weights gradients;

  GradientStep(Network network, Weights weights, TrainingSettings settings) {
    this.network = network;
    this.settings = settings;
    manager = Engines.open();
    block = new NetworkBlock(network, weights, manager);
    store = new ParameterStore(manager, false);
    gradients = Weights.zero(NetworkPlan.of(network));
  }

  /** Moves the state's weights by one batch and gives the loss before the move. */
  double take(Batch batch, Checkpoint state, int step) {
    // Dropout draws from the engine: seeded by the step, a resumed run drops the same values.
    Engines.seed((int) (settings.seed() * 31 + step));
    double loss = backward(batch);
    if (!Double.isFinite(loss)) {
      throw new ArithmeticException(
          "the loss is not a number any more at step %d: train with a lower rate".formatted(step));
    }
    clip();
    block.readMeasured(state.weights());
    state.optimizer().update(state.weights(), gradients, settings.rate(step));
    block.write(state.weights(), true);
    return loss;
  }

  private double backward(Batch batch) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray levels =
          scope.create(
              batch.levels(), new Shape(batch.size(), 1, network.bands(), network.frames()));
      NDArray targets = scope.create(batch.targets(), new Shape(batch.size(), network.labels()));
      double value;
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDArray logits = block.forward(store, new NDList(levels), true).head();
        NDArray loss = logits.logSoftmax(1).mul(targets).sum().div(-batch.size());
        collector.backward(loss);
        value = loss.getFloat();
      }
      readGradients(scope);
      return value;
    }
  }

  private void readGradients(NDManager scope) {
    for (ParameterSpec spec : gradients.specs()) {
      if (spec.role().trained()) {
        NDArray gradient = block.array(spec.name()).getGradient();
        gradient.attach(scope);
        gradients.set(spec.name(), gradient.toFloatArray());
        gradient.subi(gradient);
      }
    }
  }

  private void clip() {
    double squares = 0;
    for (ParameterSpec spec : gradients.specs()) {
      for (float value : gradients.array(spec.name())) {
        squares += (double) value * value;
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > settings.clipNorm()) {
      gradients.scale((float) (settings.clipNorm() / norm));
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
