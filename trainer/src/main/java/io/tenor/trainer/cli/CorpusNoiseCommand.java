package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.trainer.evaluation.ConditionEvaluation;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.evaluation.ModelEvaluation;
import io.tenor.trainer.noise.Noise;
import io.tenor.trainer.noise.NoiseCondition;
import io.tenor.trainer.noise.NoiseMixer;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.report.ModelReport;
import io.tenor.trainer.report.NoiseReport;
import io.tenor.trainer.report.NoiseReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how much noise an exported model bears. */
@Command(
    name = "noise",
    sortOptions = false,
    description = {
      "Measure how much noise a model bears: it hears the recordings of a corpus as they are, and"
          + " in every noise at every strength. In each, each speaker is a new sensor that hears"
          + " all of their recordings in it, one after the other.",
      "Says of how many windows a monitor finds no speech, nobody who stands out of the noise"
          + " (drowned), no emotion that is probable enough (unsure), and how many of the answers to"
          + " the others are right. Accuracy is of all windows, as if each had to be answered.",
      "",
      "An honest figure needs speakers whom the model has not heard: see `train"
          + " --validation-speakers`."
    },
    footer = {
      "",
      "Examples:",
      "  ./tenor corpus noise emodb --model without-03-08.onnx --speakers 03,08",
      "  ./tenor corpus noise emodb --model without-03-08.onnx --speakers 03,08 --noise car"
          + " --snr 10,5,0,-5 --json | tail -1"
    })
final class CorpusNoiseCommand implements Callable<Integer> {

  private static final double MOST_DB = 60;

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Mixin private HeardCorpus heard;

  @Option(
      names = "--noise",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "white,pink,car,babble",
      description = {
        "white; pink, which falls by 3 dB an octave; car, a rumble that falls by 12 dB an octave"
            + " above 80 Hz; babble, eight other speakers of the corpus at once.",
        "Default: ${DEFAULT-VALUE}."
      })
  private List<Noise> noises;

  @Option(
      names = "--snr",
      paramLabel = "DB",
      split = ",",
      defaultValue = "20,15,10,5,0",
      description =
          "How much stronger the recording is than the noise, by effective values, pauses among"
              + " them, from -60 to 60 dB (default: ${DEFAULT-VALUE}).")
  private List<Double> snrsDb;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed makes the same noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--json",
      description = "Print one JSON object in one line, of counts and fractions, and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!snrsDb.stream().allMatch(snr -> Math.abs(snr) <= MOST_DB)) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--snr is from -60 to 60 dB.");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (ExportedModel model = heard.model()) {
      SortedMap<String, Corpus> corpora =
          heard.corpora(model, json ? spec.commandLine().getErr() : out);
      Map<String, NoiseReport> reports = new LinkedHashMap<>();
      corpora.forEach((name, corpus) -> reports.put(name, report(model, name, corpus)));
      NoiseReports report = new NoiseReports(reports);
      out.print(json ? report.json() + System.lineSeparator() : report.text());
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private NoiseReport report(ExportedModel model, String name, Corpus corpus) {
    Map<NoiseCondition, List<HeardUtterance>> said =
        heard.withBar(
            listener ->
                ConditionEvaluation.hear(
                    new ModelEvaluation(model)::hear,
                    heard.wanted(name, corpus),
                    NoiseCondition.all(noises, snrsDb),
                    new NoiseMixer(corpus.utterances(), noises, seed)::mix,
                    listener));
    return NoiseReport.of(
        ModelReport.Source.of(model, corpus), said, model.metadata().unknownThreshold());
  }
}
