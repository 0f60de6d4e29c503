package io.tenor.streams.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.tenor.spectrogram.ModelMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The inputs of a model for a batch of windows, in direct buffers that are used again and again.
 * Rows that no window has filled yet are those of a silent sensor that has not been heard. One per
 * thread.
 */
public final class ModelBatch {

  private static final int FRAMES_AT_A_TIME = 64;

  private final int bands;
  private final int frames;
  private final ByteBuffer levels;

  /** One window, on its way to {@link #levels}: a buffer takes a byte by itself dearly. */
  private final byte[] turned;

  private final FloatBuffer statistics;
  private final int statisticsPerWindow;
  private final FloatBuffer past;
  private final int pastPerWindow;

  ModelBatch(ModelMetadata metadata, int capacity) {
    bands = metadata.frontEnd().bands();
    frames = metadata.frontEnd().windowFrames();
    levels = ByteBuffer.allocateDirect(capacity * bands * frames);
    turned = new byte[bands * frames];
    float[] newStatistics = metadata.newSensorStatistics();
    statisticsPerWindow = newStatistics.length;
    statistics = rows(newStatistics, capacity);
    float[] newPast = metadata.newSensorPast();
    pastPerWindow = newPast.length;
    past = rows(newPast, capacity);
  }

  private static FloatBuffer rows(float[] row, int capacity) {
    var rows =
        ByteBuffer.allocateDirect(capacity * row.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < capacity; i++) {
      rows.put(i * row.length, row);
    }
    return rows;
  }

  /**
   * Fills a row.
   *
   * @param row which one, from 0
   * @param columns the window's levels, [frames][bands]
   * @param heard {@link ModelMetadata#STATISTICS} of its sensor; empty if the model does not adapt
   * @param pooled {@link ModelMetadata#PAST} of its sensor; empty if the model does not compare
   * @throws IndexOutOfBoundsException if an array is too short, or the batch has no such row
   */
  public void set(int row, byte[] columns, float[] heard, float[] pooled) {
    statistics.put(row * statisticsPerWindow, heard, 0, statisticsPerWindow);
    past.put(row * pastPerWindow, pooled, 0, pastPerWindow);
    turn(columns);
    levels.put(row * turned.length, turned);
  }

  /**
   * Columns are stored frame after frame, the model reads band after band. Some frames at a time:
   * what is read of a large window stays in the processor's cache until all of it was used.
   */
  private void turn(byte[] columns) {
    for (int from = 0; from < frames; from += FRAMES_AT_A_TIME) {
      int to = Math.min(frames, from + FRAMES_AT_A_TIME);
      for (int band = 0; band < bands; band++) {
        int at = band * frames;
        for (int frame = from; frame < to; frame++) {
          turned[at + frame] = columns[frame * bands + band];
        }
      }
    }
  }

  /** The first rows as tensors by the inputs' names; whoever asks closes them. */
  Map<String, OnnxTensor> tensors(OrtEnvironment environment, int count) throws OrtException {
    var tensors = new HashMap<String, OnnxTensor>();
    var window = levels.duplicate().position(0).limit(count * bands * frames);
    tensors.put(
        ModelMetadata.INPUT,
        OnnxTensor.createTensor(
            environment, window, new long[] {count, bands, frames}, OnnxJavaType.UINT8));
    if (statisticsPerWindow > 0) {
      tensors.put(
          ModelMetadata.STATISTICS, pairs(environment, statistics, statisticsPerWindow, count));
    }
    if (pastPerWindow > 0) {
      tensors.put(ModelMetadata.PAST, pairs(environment, past, pastPerWindow, count));
    }
    return tensors;
  }

  private static OnnxTensor pairs(
      OrtEnvironment environment, FloatBuffer rows, int perWindow, int count) throws OrtException {
    return OnnxTensor.createTensor(
        environment,
        rows.duplicate().position(0).limit(count * perWindow),
        new long[] {count, 2, perWindow / 2});
  }
}
