package io.tenor.benchmarks;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.TimelineSettings;
import io.tenor.streams.window.WindowId;
import io.tenor.streams.window.WindowQuality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A model on one core of the CPU, as the monitor has it and bare, and windows for it. */
@State(Scope.Thread)
public class ModelUnderTest {

  private static final String SHIPPED = "shipped";

  /** {@value #SHIPPED}, or the path of an ONNX file. */
  @Param(SHIPPED)
  public String model;

  private OnnxModel served;
  private OrtSession bare;

  /** Loads it twice. */
  @Setup
  public void open() throws OrtException {
    served = model.equals(SHIPPED) ? OnnxModel.shipped(1) : OnnxModel.open(Path.of(model), 1);
    // After the monitor's own, which makes the environment in a thread that is deep enough.
    var environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      bare = environment.createSession(file(), options);
    }
  }

  private byte[] file() {
    return OnnxModel.bytes(Path.of(model.equals(SHIPPED) ? "compact" : model));
  }

  /** Lets go of both. */
  @TearDown
  public void close() throws OrtException {
    served.close();
    bare.close();
  }

  OnnxModel served() {
    return served;
  }

  OrtSession bare() {
    return bare;
  }

  /** Windows of speech, each of another sensor. */
  List<DueWindow> windows(int count) {
    var metadata = served.metadata();
    var frontEnd = metadata.frontEnd();
    int hop = frontEnd.windowSamples() / 4;
    var speech = Voices.speech(count * hop + frontEnd.windowSamples());
    int history = TimelineSettings.of(metadata).historyFingerprint();
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                new DueWindow(
                    new WindowId(
                        Voices.sensor(n),
                        "morning",
                        0,
                        0,
                        0,
                        0,
                        2_000,
                        new WindowQuality(0, 0, -30, -70)),
                    Spectrogram.levels(
                        frontEnd,
                        Arrays.copyOfRange(speech, n * hop, n * hop + frontEnd.windowSamples())),
                    0.9,
                    metadata.newSensorStatistics(),
                    history,
                    false))
        .toList();
  }

  /** The inputs for windows of sensors without a past, ready for the bare session. */
  Map<String, OnnxTensor> tensors(List<DueWindow> windows) throws OrtException {
    var metadata = served.metadata();
    int bands = metadata.frontEnd().bands();
    int frames = metadata.frontEnd().windowFrames();
    var levels = ByteBuffer.allocateDirect(windows.size() * bands * frames);
    for (var window : windows) {
      for (int band = 0; band < bands; band++) {
        for (int frame = 0; frame < frames; frame++) {
          levels.put(window.levels()[frame * bands + band]);
        }
      }
    }
    var environment = OrtEnvironment.getEnvironment();
    var tensors = new HashMap<String, OnnxTensor>();
    tensors.put(
        ModelMetadata.INPUT,
        OnnxTensor.createTensor(
            environment,
            levels.flip(),
            new long[] {windows.size(), bands, frames},
            OnnxJavaType.UINT8));
    addPairs(tensors, ModelMetadata.STATISTICS, metadata.newSensorStatistics(), windows.size());
    addPairs(tensors, ModelMetadata.PAST, metadata.newSensorPast(), windows.size());
    return tensors;
  }

  private static void addPairs(Map<String, OnnxTensor> tensors, String name, float[] row, int count)
      throws OrtException {
    if (row.length == 0) {
      return; // the model does not ask for it
    }
    FloatBuffer rows =
        ByteBuffer.allocateDirect(count * row.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int n = 0; n < count; n++) {
      rows.put(row);
    }
    tensors.put(
        name,
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(), rows.flip(), new long[] {count, 2, row.length / 2}));
  }
}
