package io.tenor.trainer.training;

import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.ParameterSpec;
import io.tenor.trainer.network.ParameterSpec.Role;
import io.tenor.trainer.network.Weights;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization",
 * 2019, algorithm 2), over arrays outside the engine.
 *
 * <p>Outside, the optimizer's state can be written to a checkpoint, which DJL's own does not offer.
 * For the 175,000 values of a compact network the way in and out and the update take some
 * milliseconds of a step; much larger networks need an update inside the engine.
 */
public final class AdamW {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double decay;
  private final Weights first;
  private final Weights second;
  private int updates;

  /**
   * Starts without momentum.
   *
   * @param plan the network that is trained
   * @param decay weight decay of its kernels, per unit of learning rate
   */
  public AdamW(NetworkPlan plan, double decay) {
    this.decay = decay;
    first = Weights.zero(plan);
    second = Weights.zero(plan);
  }

  private AdamW(double decay, Weights first, Weights second, int updates) {
    this.decay = decay;
    this.first = first;
    this.second = second;
    this.updates = updates;
  }

  /**
   * Moves all trained values one step down.
   *
   * @param weights changed in place
   * @param gradients of the loss, same arrays
   * @param rate learning rate
   */
  public void update(Weights weights, Weights gradients, double rate) {
    updates++;
    double correct1 = 1 - Math.pow(BETA1, updates);
    double correct2 = 1 - Math.pow(BETA2, updates);
    for (ParameterSpec spec : weights.specs()) {
      if (!spec.role().trained()) {
        continue;
      }
      float[] w = weights.array(spec.name());
      float[] g = gradients.array(spec.name());
      float[] m = first.array(spec.name());
      float[] v = second.array(spec.name());
      double shrink = spec.role() == Role.WEIGHT ? rate * decay : 0;
      for (int i = 0; i < w.length; i++) {
        m[i] = (float) (BETA1 * m[i] + (1 - BETA1) * g[i]);
        v[i] = (float) (BETA2 * v[i] + (1 - BETA2) * g[i] * g[i]);
        double step = (m[i] / correct1) / (Math.sqrt(v[i] / correct2) + EPSILON);
        w[i] = (float) (w[i] - rate * step - shrink * w[i]);
      }
    }
  }

  /** Writes the state for {@link #read}. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(updates);
    first.write(out);
    second.write(out);
  }

  /** Reads what {@link #write} wrote for the same network. */
  public static AdamW read(NetworkPlan plan, double decay, DataInput in) throws IOException {
    int updates = in.readInt();
    return new AdamW(decay, Weights.read(plan, in), Weights.read(plan, in), updates);
  }
}
