package io.tenor.streams.score;

import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.ModelBatch;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.window.DueWindow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs windows through a model in batches of a few fixed sizes (ONNX Runtime plans its memory once
 * per size). Its direct buffers are reused: one scorer per thread.
 */
public final class BatchScorer {

  /** Is told of every batch. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The model ran.
     *
     * @param windows that were scored
     * @param nanos how long it took
     */
    void ran(int windows, long nanos);
  }

  private final OnnxModel model;
  private final int maxBatch;
  private final Listener listener;
  private final ModelBatch input;

  /**
   * A scorer for one thread.
   *
   * @param maxBatch largest batch, windows; a power of two
   */
  public BatchScorer(OnnxModel model, int maxBatch) {
    this(model, maxBatch, (windows, nanos) -> {});
  }

  /** The same, of whose batches somebody is told; not of those that warm up. */
  public BatchScorer(OnnxModel model, int maxBatch, Listener listener) {
    if (Integer.bitCount(maxBatch) != 1) {
      throw new IllegalArgumentException("the largest batch is a power of two, not " + maxBatch);
    }
    this.model = model;
    this.maxBatch = maxBatch;
    this.listener = listener;
    this.input = model.newBatch(maxBatch);
  }

  /** Runs every batch size once, so that the first audio does not wait for it. */
  public void warmUp() {
    for (int size = 1; size <= maxBatch; size *= 2) {
      model.run(input, size);
    }
  }

  /**
   * Scores windows with speech. Where the model compares them with its sensor's past, each is
   * scored with what came before it, and adds to what comes after: a sensor's windows go into one
   * batch each.
   *
   * @param windows with statistics if the model adapts; those of a sensor in their order
   * @param pasts read and moved on
   * @return per window the probabilities in the model's label order
   */
  public List<float[]> score(List<DueWindow> windows, SensorPasts pasts) {
    var posteriors = new float[windows.size()][];
    List<Integer> open = IntStream.range(0, windows.size()).boxed().toList();
    while (!open.isEmpty()) {
      var batch = new ArrayList<Integer>(maxBatch);
      var later = new ArrayList<Integer>();
      var sensors = new HashSet<SensorKey>();
      for (int place : open) {
        boolean fits = batch.size() < maxBatch;
        boolean next = !pasts.matter() || sensors.add(windows.get(place).id().sensor());
        (fits && next ? batch : later).add(place);
      }
      score(batch, windows, pasts, posteriors);
      open = later;
    }
    return List.of(posteriors);
  }

  private void score(
      List<Integer> batch, List<DueWindow> windows, SensorPasts pasts, float[][] posteriors) {
    for (int row = 0; row < batch.size(); row++) {
      var window = windows.get(batch.get(row));
      input.set(row, window.levels(), window.statistics(), pasts.before(window.id().sensor()));
    }
    long started = System.nanoTime();
    var output = model.run(input, sizeFor(batch.size()));
    listener.ran(batch.size(), System.nanoTime() - started);
    for (int row = 0; row < batch.size(); row++) {
      int place = batch.get(row);
      posteriors[place] = output.probabilities()[row];
      pasts.heard(windows.get(place).id().sensor(), output.features()[row]);
    }
  }

  /** The smallest size at or above: rows beyond the batch hold older windows and are ignored. */
  private static int sizeFor(int count) {
    return count == 1 ? 1 : Integer.highestOneBit(count - 1) * 2;
  }
}
