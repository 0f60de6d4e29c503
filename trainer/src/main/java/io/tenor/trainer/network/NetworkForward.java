package io.tenor.trainer.network;

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
   * Scores windows.
   *
   * @param windows any number of windows
   * @return one row of logits a window
   */
  public float[][] logits(List<InputWindow> windows) {
    float[][] logits = new float[windows.size()][];
    for (int start = 0; start < windows.size(); start += BATCH) {
      int count = Math.min(BATCH, windows.size() - start);
      float[] flat = score(windows.subList(start, start + count));
      for (int i = 0; i < count; i++) {
        logits[start + i] =
            Arrays.copyOfRange(flat, i * network.labels(), (i + 1) * network.labels());
      }
    }
    return logits;
  }

  private float[] score(List<InputWindow> windows) {
    int count = windows.size();
    int size = network.bands() * network.frames();
    int pair = network.adaptive() ? 2 * network.bands() : 0;
    float[] levels = new float[count * size];
    float[] statistics = new float[count * pair];
    for (int i = 0; i < count; i++) {
      windows.get(i).write(levels, i * size);
      System.arraycopy(windows.get(i).statistics(), 0, statistics, i * pair, pair);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDList inputs = block.inputs(scope, levels, statistics, count);
      return block.forward(store, inputs, false).head().toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
