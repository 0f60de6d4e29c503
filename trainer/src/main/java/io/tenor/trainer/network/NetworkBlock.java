package io.tenor.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.tenor.trainer.network.ParameterSpec.Role;
import java.util.Map;
import java.util.Optional;

/**
 * A network as a DJL block: levels {@code [N, 1, bands, frames]} in, and {@code [N, 2, bands]}
 * statistics of the sensors' past and {@code past} of the pooled features for one that adapts (see
 * {@link DjlOps}); logits {@code [N, labels]} out, for one that adapts what is to be remembered of
 * its features {@code [N, features]}, and in training the logits of the auxiliary classifier {@code
 * [N, labels]} and what is predicted of the teacher's embedding, where there are any.
 */
public final class NetworkBlock extends AbstractBlock {

  private static final Map<Role, Parameter.Type> TYPES =
      Map.of(
          Role.WEIGHT, Parameter.Type.WEIGHT,
          Role.BIAS, Parameter.Type.BIAS,
          Role.SCALE, Parameter.Type.GAMMA,
          Role.SHIFT, Parameter.Type.BETA,
          Role.RUNNING_MEAN, Parameter.Type.RUNNING_MEAN,
          Role.RUNNING_VARIANCE, Parameter.Type.RUNNING_VAR,
          Role.FIXED, Parameter.Type.OTHER);

  private final Network network;

  /**
   * Builds the block and fills it; it holds the manager's memory until the manager is closed.
   *
   * @param network what is built
   * @param weights the first values, of a network of these sizes; copied
   * @param manager owner of the block's arrays
   * @param trained whether gradients will be asked for; without, scoring keeps no intermediate
   *     values for them
   */
  public NetworkBlock(Network network, Weights weights, NDManager manager, boolean trained) {
    this.network = network;
    for (ParameterSpec spec : NetworkPlan.of(network).parameters()) {
      float[] values = weights.array(spec.name());
      addParameter(
          Parameter.builder()
              .setName(spec.name())
              .setType(TYPES.get(spec.role()))
              .optShape(new Shape(spec.dimensions()))
              .optInitializer((owner, shape, type) -> owner.create(values, shape))
              .optRequiresGrad(trained && spec.role().trained())
              .build());
    }
    initialize(manager, DataType.FLOAT32, new Shape(1, 1, network.bands(), network.frames()));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray levels = inputs.get(0);
    NDArray statistics = network.adaptive() ? inputs.get(1) : null;
    DjlOps ops =
        new DjlOps(
            name -> store.getValue(parameters.get(name), levels.getDevice(), training),
            statistics,
            network.features() > 0 ? inputs.get(2) : null,
            training);
    NDList outputs = new NDList(network.logits(ops, levels));
    if (network.features() > 0) {
      outputs.add(ops.rememberedFeatures());
    }
    ops.auxiliaryLogits().filter(logits -> training).ifPresent(outputs::add);
    ops.prediction().ifPresent(outputs::add);
    return outputs;
  }

  /** The logits of the auxiliary classifier among the outputs of a forward pass in training. */
  public Optional<NDArray> auxiliaryLogits(NDList outputs) {
    int others = (network.features() > 0 ? 2 : 1) + teacherOutputs();
    return outputs.size() > others
        ? Optional.of(outputs.get(others - teacherOutputs()))
        : Optional.empty();
  }

  private int teacherOutputs() {
    return network.teacher() > 0 ? 1 : 0;
  }

  /**
   * What the network predicts of the teacher's embedding, {@code [N, values]}, among the outputs of
   * a forward pass in training.
   */
  public Optional<NDArray> prediction(NDList outputs) {
    return network.teacher() > 0 ? Optional.of(outputs.get(outputs.size() - 1)) : Optional.empty();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), network.labels())};
  }

  /**
   * The block's inputs for a batch.
   *
   * @param owner of the arrays
   * @param levels {@code [count][bands][frames]}, 0 to 255
   * @param statistics {@code [count][2][bands]}; not looked at if the network does not adapt
   * @param past {@code [count][count]} in training, else {@code [count][2][features]}; not looked
   *     at if the network does not adapt
   * @param count windows in the batch
   */
  public NDList inputs(
      NDManager owner, float[] levels, float[] statistics, float[] past, int count) {
    NDList inputs =
        new NDList(owner.create(levels, new Shape(count, 1, network.bands(), network.frames())));
    if (network.adaptive()) {
      inputs.add(owner.create(statistics, new Shape(count, 2, network.bands())));
    }
    if (network.features() > 0) {
      inputs.add(owner.create(past, new Shape(count, past.length / count)));
    }
    return inputs;
  }

  /** The current array of a name, owned by the block. */
  public NDArray array(String name) {
    return parameters.get(name).getArray();
  }

  /** Copies what the engine measures in training, the statistics of batches, out of it. */
  public void readMeasured(Weights into) {
    for (ParameterSpec spec : into.specs()) {
      if (spec.role() == Role.RUNNING_MEAN || spec.role() == Role.RUNNING_VARIANCE) {
        into.set(spec.name(), array(spec.name()).toFloatArray());
      }
    }
  }

  /** Copies values into the engine: every array, or only those that training moves. */
  public void write(Weights from, boolean onlyTrained) {
    for (ParameterSpec spec : from.specs()) {
      if (!onlyTrained || spec.role().trained()) {
        array(spec.name()).set(from.array(spec.name()));
      }
    }
  }
}
