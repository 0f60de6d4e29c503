package io.tenor.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.List;

/** Runs a trained network in DJL: windows of levels in, logits out. */
public final class NetworkForward implements AutoCloseable {

  private static final int BATCH = 32;

  private final Network network;
  private final NDManager manager;
  private final NetworkBlock block;
  private final ParameterStore store;

  /** Opens the network; the weights are copied. */
  public NetworkForward(Network network, Weights weights) {
    this.network = network;
    manager = Engines.open();
    block = new NetworkBlock(network, weights, manager, false);
    store = new ParameterStore(manager, false);
  }

  /**
   * What the network says of windows.
   *
   * @param logits one row a window
   * @param features the pooled features of each window, which do not depend on its past; rows are
   *     empty for a network that does not compare them
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  public record Outputs(float[][] logits, float[][] features) {}

  /** Scores any number of windows. */
  public Outputs score(List<InputWindow> windows) {
    float[][] logits = new float[windows.size()][];
    float[][] features = new float[windows.size()][];
    for (int start = 0; start < windows.size(); start += BATCH) {
      int count = Math.min(BATCH, windows.size() - start);
      score(windows.subList(start, start + count), logits, features, start);
    }
    return new Outputs(logits, features);
  }

  private void score(List<InputWindow> windows, float[][] logits, float[][] features, int at) {
    int count = windows.size();
    float[] levels = new float[count * network.bands() * network.frames()];
    float[] statistics = new float[network.adaptive() ? count * 2 * network.bands() : 0];
    float[] past = new float[count * 2 * network.features()];
    for (int i = 0; i < count; i++) {
      InputWindow window = windows.get(i);
      window.write(levels, i * levels.length / count);
      System.arraycopy(
          window.statistics(),
          0,
          statistics,
          i * statistics.length / count,
          statistics.length / count);
      System.arraycopy(window.past(), 0, past, i * past.length / count, past.length / count);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDList inputs = block.inputs(scope, levels, statistics, past, count);
      NDList outputs = block.forward(store, inputs, false);
      write(outputs.get(0), logits, at, count);
      if (network.features() > 0) {
        write(outputs.get(1), features, at, count);
      } else {
        Arrays.fill(features, at, at + count, new float[0]);
      }
    }
  }

  private static void write(NDArray values, float[][] rows, int at, int count) {
    float[] flat = values.toFloatArray();
    int width = flat.length / count;
    for (int i = 0; i < count; i++) {
      rows[at + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
