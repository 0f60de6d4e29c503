package io.tenor.streams.score;

import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.window.DueWindow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs windows through a model in batches of a few fixed sizes (ONNX Runtime plans its memory once
 * per size). Its direct buffers are reused: one scorer per thread.
 */
public final class BatchScorer {

  private final OnnxModel model;
  private final int maxBatch;
  private final int bands;
  private final int frames;
  private final ByteBuffer levels;
  private final FloatBuffer statistics;
  private final int statisticsPerWindow;

  /**
   * A scorer for one thread.
   *
   * @param maxBatch largest batch, windows; a power of two
   */
  public BatchScorer(OnnxModel model, int maxBatch) {
    if (Integer.bitCount(maxBatch) != 1) {
      throw new IllegalArgumentException("the largest batch is a power of two, not " + maxBatch);
    }
    this.model = model;
    this.maxBatch = maxBatch;
    this.bands = model.metadata().frontEnd().bands();
    this.frames = model.metadata().frontEnd().windowFrames();
    this.levels = ByteBuffer.allocateDirect(maxBatch * bands * frames);
    var initial = model.metadata().newSensorStatistics();
    this.statisticsPerWindow = initial.length;
    this.statistics =
        ByteBuffer.allocateDirect(maxBatch * initial.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    // Rows that no window has filled yet are run too: they must not be divided by zero.
    for (int row = 0; row < maxBatch; row++) {
      statistics.put(row * initial.length, initial);
    }
  }

  /** Runs every batch size once, so that the first audio does not wait for it. */
  public void warmUp() {
    for (int size = 1; size <= maxBatch; size *= 2) {
      model.run(levels, statistics, size);
    }
  }

  /**
   * Scores windows.
   *
   * @param windows with statistics if the model adapts
   * @return per window the probabilities in the model's label order
   */
  public List<float[]> score(List<DueWindow> windows) {
    var posteriors = new ArrayList<float[]>(windows.size());
    for (int from = 0; from < windows.size(); from += maxBatch) {
      var batch = windows.subList(from, Math.min(windows.size(), from + maxBatch));
      for (int i = 0; i < batch.size(); i++) {
        transpose(batch.get(i).levels(), i * bands * frames);
        statistics.put(i * statisticsPerWindow, batch.get(i).statistics(), 0, statisticsPerWindow);
      }
      var rows = model.run(levels, statistics, sizeFor(batch.size()));
      for (int i = 0; i < batch.size(); i++) {
        posteriors.add(rows[i]);
      }
    }
    return posteriors;
  }

  /** The smallest size at or above: rows beyond the batch hold older windows and are ignored. */
  private static int sizeFor(int count) {
    return count == 1 ? 1 : Integer.highestOneBit(count - 1) * 2;
  }

  /** Columns are stored frame after frame, the model reads band after band. */
  private void transpose(byte[] columns, int offset) {
    for (int band = 0; band < bands; band++) {
      int row = offset + band * frames;
      for (int frame = 0; frame < frames; frame++) {
        levels.put(row + frame, columns[frame * bands + band]);
      }
    }
  }
}
