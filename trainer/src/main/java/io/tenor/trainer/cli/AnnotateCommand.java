package io.tenor.trainer.cli;

import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.onnx.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes figures that were measured later into a model that is trained. */
@Command(
    name = "annotate",
    sortOptions = false,
    description = {
      "Write figures into a model that is trained: those of a protocol that was measured later."
          + " What the model computes, its calibration among it, stays to the last bit; its sha256"
          + " changes, since it is the file's.",
      "",
      "The reports replace all figures that the model has. One of them has to be the report by"
          + " which it was calibrated, and the others of the same recipe and recordings."
    },
    footer = {
      "",
      "Example:",
      "  ./tenor annotate compact.onnx --figures loso.json --figures loso-text.json"
    })
final class AnnotateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Parameters(paramLabel = "MODEL", description = "The ONNX model, as `train` writes it.")
  private Path model;

  @Option(
      names = "--figures",
      paramLabel = "FILE",
      required = true,
      description =
          "JSON written by `crossvalidate`. Repeat it to give one report for each protocol.")
  private List<Path> figures = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the model (default: where it is).")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws IOException {
    MeasuredFigures measured = new MeasuredFigures(figures);
    ModelMetadata metadata = metadata();
    try {
      measured.check(metadata);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Map<String, String> text = measured.text();
    Path file = out.orElse(model);
    ModelFile.describeAnew(file, model, metadata.withFigures(text));
    PrintWriter console = spec.commandLine().getOut();
    try (ExportedModel written = ExportedModel.open(file)) {
      console.printf(
          "%s: %d figures of %s, sha256 %s.%n",
          file, text.size(), String.join(", ", measured.protocols()), written.sha256());
    }
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  private ModelMetadata metadata() {
    try (ExportedModel opened = ExportedModel.open(model)) {
      return opened.metadata();
    } catch (IOException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
