package io.tenor.trainer.training;

import ai.djl.ndarray.NDArray;
import io.tenor.trainer.data.TrainingBatches.Batch;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.ParameterSpec;
import io.tenor.trainer.network.Weights;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Trains a small network: the values and the optimizer's state live outside the engine, and the
 * result is their moving average.
 */
final class HeapLearner implements Learner {

  private final TrainingSettings settings;
  private final NetworkPlan plan;
  private final GradientEngine engine;
  private final Weights gradients;
  private Weights weights;
  private Weights average;
  private AdamW optimizer;

  HeapLearner(Network network, TrainingSettings settings, Weights first) {
    this.settings = settings;
    plan = NetworkPlan.of(network);
    engine = new GradientEngine(network, first, settings.seed());
    gradients = Weights.zero(plan);
    weights = first;
    average = first.copy();
    optimizer = new AdamW(plan, settings.weightDecay());
  }

  @Override
  public StepResult take(Batch batch, int step) {
    StepResult result = engine.backward(batch, step, batch.size());
    readGradients();
    clip();
    engine.block().readMeasured(weights);
    optimizer.update(weights, gradients, settings.rate(step));
    engine.block().write(weights, true);
    // Early on the average follows closely, so that the random start does not linger in it.
    double decay = Math.min(settings.averaging(), (1.0 + step) / (10.0 + step));
    average.moveToward(weights, 1 - decay);
    return result;
  }

  private void readGradients() {
    for (ParameterSpec spec : gradients.specs()) {
      if (spec.role().trained()) {
        try (NDArray gradient = engine.block().array(spec.name()).getGradient()) {
          gradients.set(spec.name(), gradient.toFloatArray());
          gradient.subi(gradient);
        }
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
  public Weights result() {
    return average;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    weights.write(out);
    average.write(out);
    optimizer.write(out);
  }

  @Override
  public void read(DataInput in, int stepsDone) throws IOException {
    weights = Weights.read(plan, in);
    average = Weights.read(plan, in);
    optimizer = AdamW.read(plan, settings.weightDecay(), in);
    engine.block().write(weights, false);
  }

  @Override
  public void close() {
    engine.close();
  }
}
