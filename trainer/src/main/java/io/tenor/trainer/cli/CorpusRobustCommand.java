package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Utterance;
import io.tenor.trainer.channel.Noises;
import io.tenor.trainer.channel.Rooms;
import io.tenor.trainer.evaluation.ConditionEvaluation;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.evaluation.ModelEvaluation;
import io.tenor.trainer.noise.Noise;
import io.tenor.trainer.noise.NoiseMixer;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.report.ModelReport;
import io.tenor.trainer.report.RobustReport;
import io.tenor.trainer.robustness.Condition;
import io.tenor.trainer.robustness.Conditions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Measures how many answers of an exported model change with microphone, room and line. */
@Command(
    name = "robust",
    sortOptions = false,
    description = {
      "Measure how many of a model's answers change with the microphone, the room and the line: it"
          + " hears the recordings of a corpus as they are, softer and louder, through a telephone"
          + " and codecs, clipped, in rooms and in noise at 20, 10 and 5 dB. Each recording is heard"
          + " alone, by a new sensor.",
      "Says of how many the most probable emotion changes, from right to wrong and from wrong to"
          + " right, the UAR, by how much the probability of the first answer changes, and of how"
          + " many a monitor would say an emotion (coverage).",
      "",
      "Changes are of interest whoever speaks; UAR needs speakers whom the model has not heard: see"
          + " `train --validation-speakers`."
    },
    footer = {
      "",
      "Examples:",
      "  ./tenor corpus robust emodb --model src/models/compact.onnx",
      "  ./tenor corpus robust emodb --model without-03-08.onnx --speakers 03,08 --rooms rooms"
          + " --noises places --json | tail -1"
    })
final class CorpusRobustCommand implements Callable<Integer> {

  private static final List<Double> SNRS_DB = List.of(20.0, 10.0, 5.0);

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Mixin private HeardCorpus heard;

  @Option(
      names = "--rooms",
      paramLabel = "DIR",
      description =
          "Folder of impulse responses (WAV): hear the recordings in the rooms whose reverberation is"
              + " nearest to 0.3, 0.6 and 1.2 s, and each in any of them.")
  private Optional<Path> rooms = Optional.empty();

  @Option(
      names = "--noises",
      paramLabel = "DIR",
      description =
          "Folder of recordings of places (WAV): hear each recording in one of them, too.")
  private Optional<Path> noises = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed draws the same rooms and noises (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--json",
      description =
          "Print one JSON object in one line for each corpus, of fractions, and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ExportedModel model = heard.model()) {
      SortedMap<String, Corpus> corpora =
          heard.corpora(model, json ? spec.commandLine().getErr() : out);
      corpora.forEach(
          (name, corpus) -> {
            RobustReport report = report(model, name, corpus);
            out.print(json ? report.json() + System.lineSeparator() : report.text());
            out.flush();
          });
    }
    return CommandLine.ExitCode.OK;
  }

  private RobustReport report(ExportedModel model, String name, Corpus corpus) {
    int rate = model.metadata().frontEnd().sampleRateHz();
    Conditions conditions = new Conditions(rate, seed);
    addFolders(conditions.microphonesAndLines(), rate);
    addMade(conditions, corpus.utterances());
    Map<Condition, List<HeardUtterance>> said =
        heard.withBar(
            listener ->
                ConditionEvaluation.hear(
                    new ModelEvaluation(model)::hearAlone,
                    heard.wanted(name, corpus),
                    conditions.all(),
                    (utterance, condition) -> condition.hear(utterance),
                    listener));
    return RobustReport.of(
        ModelReport.Source.of(model, corpus), said, model.metadata().unknownThreshold());
  }

  private void addFolders(Conditions conditions, int sampleRateHz) {
    try {
      if (rooms.isPresent()) {
        conditions.rooms(Rooms.read(rooms.get(), sampleRateHz));
      }
      if (noises.isPresent()) {
        conditions.places(Noises.read(noises.get(), sampleRateHz), SNRS_DB);
      }
    } catch (IOException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Babble is of other speakers, so there has to be one. */
  private void addMade(Conditions conditions, List<Utterance> corpus) {
    List<Noise> kinds = new ArrayList<>(List.of(Noise.values()));
    if (corpus.stream().map(Utterance::speaker).distinct().count() < 2) {
      kinds.remove(Noise.BABBLE);
    }
    conditions.noises(new NoiseMixer(corpus, kinds, seed), kinds, SNRS_DB);
  }
}
