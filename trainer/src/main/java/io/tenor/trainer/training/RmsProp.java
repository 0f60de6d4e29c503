package io.tenor.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import java.util.HashMap;
import java.util.Map;

/**
 * RMSProp as the paper has it, on the engine's arrays; DJL's PyTorch engine has none of its own.
 *
 * <pre>
 * r := eta r + (1 - eta) g^2          (3)
 * w := w - alpha g / (sqrt(r) + epsilon)   (4)
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class RmsProp extends Optimizer {

  private final RmsPropSettings settings;
  private final NDManager manager;
  private final Map<String, NDArray> squares = new HashMap<>();

  /** DJL builds optimizers with a builder; this one's settings come in a record. */
  private static final class Builder extends OptimizerBuilder<Builder> {
    @Override
    protected Builder self() {
      return this;
    }
  }

  /**
   * Starts with no past.
   *
   * @param settings slip, epsilon and learning rates
   * @param manager owner of the squared gradients
   * @param stepsDone number of updates made before, for the learning rate
   */
  RmsProp(RmsPropSettings settings, NDManager manager, int stepsDone) {
    super(new Builder().optBeginNumUpdate(stepsDone));
    this.settings = settings;
    this.manager = manager;
  }

  @Override
  public void update(String name, NDArray weight, NDArray gradient) {
    int step = updateCount(name) - 1;
    NDArray r = squares(name, weight);
    try (NDManager scope = manager.newSubManager()) {
      NDArray g = gradient.duplicate();
      g.attach(scope);
      NDArray squared = g.square();
      r.muli(settings.slip()).addi(squared.muli(1 - settings.slip()));
      NDArray root = r.sqrt();
      root.attach(scope);
      g.divi(root.addi(settings.epsilon())).muli(settings.rate(step));
      // The engine refuses to change an array in place whose gradient is asked for, in all threads
      // but the one that loaded it.
      boolean trained = weight.hasGradient();
      weight.setRequiresGradient(false);
      weight.subi(g);
      weight.setRequiresGradient(trained);
    }
  }

  /** The mean squared gradients of an array: r, or what it begins with before the first update. */
  NDArray squares(String name, NDArray weight) {
    return squares.computeIfAbsent(
        name,
        n -> manager.full(weight.getShape(), (float) settings.firstSquare(), weight.getDataType()));
  }
}
