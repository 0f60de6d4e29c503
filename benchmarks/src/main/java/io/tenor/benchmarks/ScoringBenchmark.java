package io.tenor.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tenor.benchmarks.report.Beside;
import io.tenor.schema.EmotionEvent;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.score.SensorPasts;
import io.tenor.streams.score.WindowAssessor;
import io.tenor.streams.window.DueWindow;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a batch costs on the monitor's own way, from windows and what was kept of their sensors to
 * events and what is to be kept, beside a bare run of ONNX Runtime on the same batch.
 */
@State(Scope.Thread)
public class ScoringBenchmark {

  /** Windows in the batch, each of another sensor. */
  @Param({"1", "8", "32"})
  public int batch;

  private final Map<SensorKey, byte[]> kept = new HashMap<>();
  private List<DueWindow> windows;
  private WindowAssessor assessor;
  private Map<String, OnnxTensor> tensors;

  /** Sensors that have been heard before. */
  @Setup
  public void fill(ModelUnderTest model) throws OrtException {
    windows = model.windows(batch);
    assessor = new WindowAssessor(model.served(), batch, Clock.systemUTC());
    tensors = model.tensors(windows);
    assess(model);
  }

  /** Lets go of the tensors. */
  @TearDown
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }

  /** The floor: nothing but the run, on tensors that are ready. */
  @Benchmark
  public OrtSession.Result run(ModelUnderTest model) throws OrtException {
    try (var result = model.bare().run(tensors)) {
      return result;
    }
  }

  /** From windows to events: at least nine tenths as many windows a second are aimed at. */
  @Benchmark
  @Beside(value = "run", atMost = 1 / 0.9)
  public List<EmotionEvent> assess(ModelUnderTest model) {
    var pasts = new SensorPasts(model.served(), sensor -> Optional.ofNullable(kept.get(sensor)));
    var events = assessor.assess(windows, pasts);
    pasts.keep(kept::put);
    return events;
  }
}
