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
 * Trains a large network: the values and the optimizer's state stay in the engine, and leave it for
 * a checkpoint, a look at the validation set, or the result.
 */
final class EngineLearner implements Learner {

  private final RmsPropSettings settings;
  private final NetworkPlan plan;
  private final GradientEngine engine;
  private RmsProp optimizer;

  EngineLearner(Network network, RmsPropSettings settings, Weights first) {
    this.settings = settings;
    plan = NetworkPlan.of(network);
    engine = new GradientEngine(network, first, settings.seed());
    optimizer = new RmsProp(settings, engine.manager(), 0);
  }

  @Override
  public StepResult take(Batch batch, int step) {
    StepResult result = engine.backward(batch, step, settings.part());
    for (ParameterSpec spec : plan.parameters()) {
      if (spec.role().trained()) {
        NDArray weight = engine.block().array(spec.name());
        try (NDArray gradient = weight.getGradient()) {
          optimizer.update(spec.name(), weight, gradient);
          gradient.subi(gradient);
        }
      }
    }
    return result;
  }

  @Override
  public Weights result() {
    Weights weights = Weights.zero(plan);
    for (ParameterSpec spec : plan.parameters()) {
      weights.set(spec.name(), engine.block().array(spec.name()).toFloatArray());
    }
    return weights;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Weights copy = result();
    copy.write(out);
    for (ParameterSpec spec : plan.parameters()) {
      if (spec.role().trained()) {
        NDArray weight = engine.block().array(spec.name());
        copy.set(spec.name(), optimizer.squares(spec.name(), weight).toFloatArray());
      }
    }
    copy.write(out);
  }

  @Override
  public void read(DataInput in, int stepsDone) throws IOException {
    engine.block().write(Weights.read(plan, in), false);
    optimizer = new RmsProp(settings, engine.manager(), stepsDone);
    Weights squares = Weights.read(plan, in);
    for (ParameterSpec spec : plan.parameters()) {
      if (spec.role().trained()) {
        NDArray weight = engine.block().array(spec.name());
        optimizer.squares(spec.name(), weight).set(squares.array(spec.name()));
      }
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
