package io.tenor.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.Arrays;

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
    block = new NetworkBlock(network, weights, manager);
    store = new ParameterStore(manager, false);
  }

  /**
   * Scores windows.
   *
   * @param windows levels of any number of windows, each {@code [bands][frames]} row after row
   * @return one row of logits a window
   */
  public float[][] logits(float[][] windows) {
    float[][] logits = new float[windows.length][];
    int size = network.bands() * network.frames();
    for (int start = 0; start < windows.length; start += BATCH) {
      int count = Math.min(BATCH, windows.length - start);
      float[] batch = new float[count * size];
      for (int i = 0; i < count; i++) {
        System.arraycopy(windows[start + i], 0, batch, i * size, size);
      }
      float[] flat = score(batch, count);
      for (int i = 0; i < count; i++) {
        logits[start + i] =
            Arrays.copyOfRange(flat, i * network.labels(), (i + 1) * network.labels());
      }
    }
    return logits;
  }

  private float[] score(float[] batch, int count) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray levels = scope.create(batch, new Shape(count, 1, network.bands(), network.frames()));
      return block.forward(store, new NDList(levels), false).head().toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
