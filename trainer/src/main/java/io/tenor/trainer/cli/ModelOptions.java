package io.tenor.trainer.cli;

import io.tenor.corpus.Labels;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.SensorMemory;
import io.tenor.trainer.onnx.ModelFile;
import io.tenor.trainer.onnx.Precision;
import io.tenor.trainer.report.View;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a model is to say of itself, and how it is written. */
final class ModelOptions {

  /** Windows that the exported model and the trained networks both hear before it is written. */
  private static final int CHECKED = 100;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "Name of the model (default: its kind of network, such as compact).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--version",
      paramLabel = "TEXT",
      defaultValue = "0.1.0",
      description = "Version of the model (default: ${DEFAULT-VALUE}).")
  private String version;

  @Mixin private LicenceOptions licence;

  /** Refuses what does not go together before anything is read. */
  void check(CommandSpec spec) {
    licence.licence(spec);
  }

  /**
   * Writes a model and says so.
   *
   * @param file where to
   * @param ensemble what was trained
   * @param set what it was trained on
   * @param hash of the recordings that it was trained on
   * @param measured its figures, temperature and threshold
   * @param ignorePast whether it is to answer as on a sensor that has heard nothing
   * @throws IOException in one sentence, if it cannot be written or ONNX Runtime does not give the
   *     same probabilities
   */
  void write(
      Path file,
      Ensemble ensemble,
      TrainingSet set,
      String hash,
      MeasuredFigures measured,
      Precision precision,
      boolean ignorePast,
      CommandSpec spec)
      throws IOException {
    ModelMetadata metadata =
        new ModelMetadata(
            name.orElse(ensemble.name()),
            version,
            Labels.names(),
            set.frontEnd(),
            ignorePast
                ? Optional.empty()
                : ensemble.memory().map(memory -> memory.of(set.normalisation())),
            ignorePast ? Optional.empty() : SensorMemory.features(ensemble),
            measured.calibration().map(View::temperature).orElse(1.0),
            measured.calibration().map(View::unknownThreshold).orElse(0.0),
            hash,
            measured.text(),
            licence.licence(spec));
    ModelFile.Written written =
        ModelFile.write(
            file, ensemble, metadata, precision, ModelWindows.of(set, metadata, CHECKED));
    PrintWriter console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "%s: %.2f MB, differs from the trained network by at most %.1e, %.2f ms a window in"
            + " batches of 8 on one core.%n",
        file,
        written.bytes() / 1e6,
        written.difference(),
        written.millisecondsPerWindow());
    console.flush();
  }
}
