package io.tenor.benchmarks;

import io.tenor.benchmarks.report.Beside;
import io.tenor.streams.model.ModelBatch;
import io.tenor.streams.window.DueWindow;
import java.nio.ByteBuffer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to put eight windows into a batch, beside a copy of the same bytes. */
@State(Scope.Thread)
public class BatchAssemblyBenchmark {

  private static final int BATCH = 8;

  private ModelBatch batch;
  private List<DueWindow> windows;
  private float[] past;
  private byte[] numbers;
  private ByteBuffer copy;

  /** Windows of speech. */
  @Setup
  public void fill(ModelUnderTest model) {
    batch = model.served().newBatch(BATCH);
    windows = model.windows(BATCH);
    past = model.served().metadata().newSensorPast();
    var first = windows.get(0);
    numbers = new byte[(first.statistics().length + past.length) * Float.BYTES];
    copy = ByteBuffer.allocateDirect(BATCH * (first.levels().length + numbers.length));
  }

  /** The floor: levels and numbers, copied to where ONNX Runtime can read them. */
  @Benchmark
  public ByteBuffer copy() {
    copy.clear();
    for (var window : windows) {
      copy.put(window.levels()).put(numbers);
    }
    return copy;
  }

  /** The same, and each window turned from frame after frame to band after band. */
  @Benchmark
  @Beside("copy")
  public ModelBatch assemble() {
    for (int row = 0; row < BATCH; row++) {
      var window = windows.get(row);
      batch.set(row, window.levels(), window.statistics(), past);
    }
    return batch;
  }
}
