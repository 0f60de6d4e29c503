package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.evaluation.ModelEvaluation;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.report.ModelReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private HeardCorpus heard;

  @Option(
      names = "--json",
      description = "Print one JSON object in one line, of fractions, and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ExportedModel model = heard.model()) {
      Corpus corpus = heard.corpus(model, json ? spec.commandLine().getErr() : out);
      List<HeardUtterance> said =
          heard.withBar(
              listener -> new ModelEvaluation(model).hear(heard.wanted(corpus), listener));
      ModelReport report = ModelReport.of(ModelReport.Source.of(model, corpus), said);
      out.print(json ? report.json() + System.lineSeparator() : report.text());
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }
}
