package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.CorpusException;
import io.tenor.corpus.CorpusLoader;
import io.tenor.corpus.Utterance;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.evaluation.ModelEvaluation;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.report.ModelReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures an exported model on a corpus. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Measure a model on a corpus without a monitor: each speaker is one sensor that hears their"
          + " recordings one after the other, in the order of their names. What a monitor makes of"
          + " the same recordings can be compared with it.",
      "Figures of utterances, which are the mean of their windows, and of windows. The most probable"
          + " emotion is the answer, however sure the model is.",
      "",
      "An honest figure needs speakers whom the model has not heard: see `train"
          + " --validation-speakers`, and `crossvalidate`."
    },
    footer = {
      "",
      "Examples:",
      "  ./tenor corpus evaluate emodb --model src/models/compact.onnx",
      "  ./tenor corpus evaluate emodb --model without-03-08.onnx --speakers 03,08 --json | tail -1"
    })
final class CorpusEvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Parameters(paramLabel = "DIR", description = "The corpus's folder, or a manifest.")
  private Path folder;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      required = true,
      description = "The ONNX model, as `train` writes it.")
  private Path file;

  @Mixin private CorpusOptions options;

  @Option(
      names = "--speakers",
      paramLabel = "ID",
      split = ",",
      description = "Let it hear only these speakers (default: all).")
  private List<String> speakers = List.of();

  @Option(
      names = "--json",
      description = "Print one JSON object in one line, of fractions, and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ExportedModel model = model()) {
      Corpus corpus = corpus(model.metadata().frontEnd().sampleRateHz());
      PrintWriter notes = json ? spec.commandLine().getErr() : out;
      corpus.warnings().forEach(warning -> notes.println("Warning: " + warning));
      ModelReport report =
          ModelReport.of(ModelReport.Source.of(model, corpus), hear(model, corpus));
      out.print(json ? report.json() + System.lineSeparator() : report.text());
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private ExportedModel model() {
    try {
      return ExportedModel.open(file);
    } catch (IOException e) {
      throw wrong(e);
    }
  }

  private Corpus corpus(int sampleRateHz) throws IOException {
    Corpus corpus;
    try {
      corpus = CorpusLoader.load(options.format(folder, spec), folder, sampleRateHz);
    } catch (CorpusException e) {
      throw wrong(e);
    }
    if (!corpus.speakers().containsAll(speakers)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--speakers names one that the corpus does not have: it has %s."
              .formatted(String.join(", ", corpus.speakers())));
    }
    return corpus;
  }

  private List<HeardUtterance> hear(ExportedModel model, Corpus corpus) {
    List<Utterance> wanted =
        corpus.utterances().stream()
            .filter(u -> speakers.isEmpty() || speakers.contains(u.speaker()))
            .toList();
    ProgressBar bar = ProgressBar.onError(spec.commandLine().getErr());
    long started = System.nanoTime();
    try {
      return new ModelEvaluation(model)
          .hear(
              wanted,
              (done, all) -> {
                double seconds = (System.nanoTime() - started) / 1e9;
                bar.show(done, all, "recording", seconds * (all - done) / done);
              });
    } catch (IllegalArgumentException e) {
      bar.clear();
      throw wrong(e);
    }
  }

  private CommandLine.ParameterException wrong(Exception e) {
    return new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
  }
}
