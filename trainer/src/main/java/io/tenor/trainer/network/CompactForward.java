package io.tenor.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.Arrays;

/** Runs a trained compact network in DJL: windows of levels in, logits out. */
public final class CompactForward implements AutoCloseable {

  private static final int BATCH = 32;

  private final CompactConfig config;
  private final NDManager manager;
  private final CompactBlock block;
  private final ParameterStore store;

  /** Opens the network; the weights are copied. */
  public CompactForward(CompactConfig config, Weights weights) {
    this.config = config;
    manager = Engines.open();
    block = new CompactBlock(config, weights, manager);
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
    int size = config.bands() * config.frames();
    for (int start = 0; start < windows.length; start += BATCH) {
      int count = Math.min(BATCH, windows.length - start);
      float[] batch = new float[count * size];
      for (int i = 0; i < count; i++) {
        System.arraycopy(windows[start + i], 0, batch, i * size, size);
      }
      float[] flat = score(batch, count);
      for (int i = 0; i < count; i++) {
        logits[start + i] =
            Arrays.copyOfRange(flat, i * config.labels(), (i + 1) * config.labels());
      }
    }
    return logits;
  }

  private float[] score(float[] batch, int count) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray levels = scope.create(batch, new Shape(count, 1, config.bands(), config.frames()));
      return block.forward(store, new NDList(levels), false).head().toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
