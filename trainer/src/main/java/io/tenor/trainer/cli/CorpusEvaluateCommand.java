package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Utterance;
import io.tenor.trainer.evaluation.HeardOrder;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.evaluation.ModelEvaluation;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.report.KeptAnswers;
import io.tenor.trainer.report.ModelReport;
import io.tenor.trainer.report.ModelReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
      "  ./tenor corpus evaluate emodb --model without-03-08.onnx --speakers 03,08 --json | tail -1",
      "  ./tenor corpus evaluate ravdess nemo --model src/models/compact.onnx --hearing calm,one-mood"
          + " --out said.jsonl"
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

  @Option(
      names = "--hearing",
      paramLabel = "WAY",
      split = ",",
      defaultValue = "alone",
      description = {
        "Hear them in these ways, too (default: ${DEFAULT-VALUE}).",
        "alone: each recording on a sensor that has heard nothing. history: after the speaker's"
            + " others in a random order. moods: after all of one emotion, then all of the next."
            + " calm: after neutral ones alone. one-mood: after those of the same emotion alone.",
        "names: in no other way than by name."
      })
  private List<String> hearing;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same random orders (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Keep what it says of every recording: a line of JSON each, with the probabilities of its"
              + " windows.")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ExportedModel model = heard.model()) {
      List<HeardOrder> orders = orders();
      SortedMap<String, Corpus> corpora =
          heard.corpora(model, json ? spec.commandLine().getErr() : out);
      Map<String, Map<HeardOrder, List<HeardUtterance>>> said =
          heard.withBar(listener -> hear(new ModelEvaluation(model), corpora, orders, listener));
      if (file.isPresent()) {
        KeptAnswers.write(file.get(), said);
      }
      List<ModelReport> reports = new ArrayList<>();
      said.forEach(
          (name, ways) ->
              reports.add(
                  ModelReport.of(
                      ModelReport.Source.of(model, corpora.get(name)),
                      name,
                      ways,
                      model.metadata().unknownThreshold())));
      ModelReports report = new ModelReports(reports);
      out.print(json ? report.json() + System.lineSeparator() : report.text());
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  /** By name, and the ways that were asked for. */
  private List<HeardOrder> orders() {
    EnumSet<HeardOrder> orders = EnumSet.of(HeardOrder.NAMES);
    for (String way : hearing) {
      orders.add(
          Arrays.stream(HeardOrder.values())
              .filter(order -> order.label().equals(way.replace('-', '_')))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CommandLine.ParameterException(
                          spec.commandLine(),
                          "--hearing is '%s': give alone, history, moods, calm, one-mood or names."
                              .formatted(way))));
    }
    return List.copyOf(orders);
  }

  private Map<String, Map<HeardOrder, List<HeardUtterance>>> hear(
      ModelEvaluation evaluation,
      SortedMap<String, Corpus> corpora,
      List<HeardOrder> orders,
      ModelEvaluation.Listener listener) {
    Map<String, List<Utterance>> wanted = new LinkedHashMap<>();
    corpora.forEach((name, corpus) -> wanted.put(name, heard.wanted(name, corpus)));
    int all = orders.size() * wanted.values().stream().mapToInt(List::size).sum();
    int before = 0;
    Map<String, Map<HeardOrder, List<HeardUtterance>>> said = new LinkedHashMap<>();
    for (Map.Entry<String, List<Utterance>> corpus : wanted.entrySet()) {
      Map<HeardOrder, List<HeardUtterance>> ways = new EnumMap<>(HeardOrder.class);
      for (HeardOrder order : orders) {
        int done = before;
        ways.put(
            order,
            evaluation.hear(
                order, corpus.getValue(), seed, (now, ofThese) -> listener.heard(done + now, all)));
        before += corpus.getValue().size();
      }
      said.put(corpus.getKey(), ways);
    }
    return said;
  }
}
