package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.CorpusException;
import io.tenor.corpus.Utterance;
import io.tenor.trainer.evaluation.ModelEvaluation;
import io.tenor.trainer.onnx.ExportedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that say which model hears which recordings, and what they name. */
final class HeardCorpus {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "The corpus's folder, or a manifest. Several are heard one after the other.")
  private List<Path> folders;

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
      description =
          "Let it hear only these speakers (default: all). Of several corpora, each after its"
              + " folder's name, such as ravdess/17.")
  private List<String> speakers = List.of();

  /** Opens the model; one that cannot be opened is wrong use. */
  ExportedModel model() {
    try {
      return ExportedModel.open(file);
    } catch (IOException e) {
      throw wrong(e);
    }
  }

  /**
   * Reads the corpora, of all speakers; what cannot be read is wrong use.
   *
   * @param notes where their warnings go
   * @return each as it is, by its folder's name; without those of which no speaker is asked for
   */
  SortedMap<String, Corpus> corpora(ExportedModel model, PrintWriter notes) throws IOException {
    SortedMap<String, Corpus> corpora;
    try {
      corpora = options.loadEach(folders, model.metadata().frontEnd().sampleRateHz(), spec);
    } catch (CorpusException e) {
      throw wrong(e);
    }
    List<String> known = new ArrayList<>();
    corpora.forEach((name, corpus) -> corpus.speakers().forEach(s -> known.add(called(name, s))));
    if (!known.containsAll(speakers)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--speakers names one that the corpus does not have: it has %s."
              .formatted(String.join(", ", known)));
    }
    corpora
        .values()
        .forEach(c -> c.warnings().forEach(warning -> notes.println("Warning: " + warning)));
    corpora.entrySet().removeIf(entry -> wanted(entry.getKey(), entry.getValue()).isEmpty());
    return corpora;
  }

  private String called(String corpus, String speaker) {
    return folders.size() == 1 ? speaker : corpus + "/" + speaker;
  }

  /** The recordings of the speakers that are asked for. */
  List<Utterance> wanted(String name, Corpus corpus) {
    return corpus.utterances().stream()
        .filter(u -> speakers.isEmpty() || speakers.contains(called(name, u.speaker())))
        .toList();
  }

  /** What is done while a bar shows how far it is. */
  interface Work<T> {
    /**
     * Does it.
     *
     * @throws IllegalArgumentException in one sentence, if the input is wrong
     */
    T run(ModelEvaluation.Listener listener);
  }

  /** Does it; what is wrong with the input is wrong use. */
  <T> T withBar(Work<T> work) {
    ProgressBar bar = ProgressBar.onError(spec.commandLine().getErr());
    long started = System.nanoTime();
    try {
      return work.run(
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
