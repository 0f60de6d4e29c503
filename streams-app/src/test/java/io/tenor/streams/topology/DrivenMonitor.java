package io.tenor.streams.topology;

import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.OnnxModel;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A test of the topology: a model for all of its methods, and a new monitor for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DrivenMonitor {

  /** The model that Tenor ships. */
  static final Supplier<OnnxModel> SHIPPED = () -> OnnxModel.shipped(1);

  /** A model that compares a window with all that its sensor said before. */
  static final Supplier<OnnxModel> COMPARING =
      () -> OnnxModel.open(ComparingOnnx.bytes(), "comparing", 1);

  OnnxModel model;
  MonitorDriver monitor;

  private final Supplier<OnnxModel> loader;
  @TempDir private Path stateDirectory;

  DrivenMonitor(Supplier<OnnxModel> loader) {
    this.loader = loader;
  }

  @BeforeAll
  final void loadModel() {
    model = loader.get();
  }

  @AfterAll
  final void closeModel() {
    model.close();
  }

  @BeforeEach
  final void start() {
    monitor = new MonitorDriver(model, stateDirectory);
  }

  @AfterEach
  final void stop() {
    monitor.close();
  }
}
