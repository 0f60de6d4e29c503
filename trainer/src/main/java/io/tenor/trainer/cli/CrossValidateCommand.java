package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Labels;
import io.tenor.trainer.evaluation.CrossValidation;
import io.tenor.trainer.evaluation.Fold;
import io.tenor.trainer.evaluation.FoldExecutor;
import io.tenor.trainer.evaluation.FoldResult;
import io.tenor.trainer.evaluation.FoldScorer;
import io.tenor.trainer.evaluation.FoldStore;
import io.tenor.trainer.evaluation.FoldTask;
import io.tenor.trainer.evaluation.FoldWorker;
import io.tenor.trainer.evaluation.LeaveCorpusOut;
import io.tenor.trainer.evaluation.LocalFolds;
import io.tenor.trainer.evaluation.Protocol;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.evaluation.WorkerFolds;
import io.tenor.trainer.onnx.Precision;
import io.tenor.trainer.report.HtmlReport;
import io.tenor.trainer.report.Report;
import io.tenor.trainer.report.ReportBuilder;
import io.tenor.trainer.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how well networks do on what they were not trained on. */
@Command(
    name = "crossvalidate",
    sortOptions = false,
    description = {
      "Measure a network on what it was not trained on: divide the corpus into folds, train on a"
          + " part, score the rest. Prints tables, and writes the figures as JSON for"
          + " `train --figures`.",
      "",
      "Every finished fold is kept in the work folder and an unfinished one has a checkpoint there:"
          + " a stopped or killed run goes on where it was when it is started again with the same"
          + " options. A fold's result depends on data, settings and seed alone, not on --jobs."
    },
    footer = {
      "",
      "Examples:",
      "  ./tenor crossvalidate --corpus emodb --seeds 3 --jobs 2 --out loso.json --html loso.html",
      "  ./tenor crossvalidate --corpus emodb --protocol loso-text --out loso-text.json",
    })
final class CrossValidateCommand implements Callable<Integer> {

  @Mixin private NetworkOptions options;

  @Mixin private ProtocolOptions division;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Folds to train at the same time, each in a process of its own with --threads threads"
              + " (default: ${DEFAULT-VALUE}). On two cores two folds with a thread each are faster"
              + " than one fold with two.")
  private int jobs;

  @Option(
      names = "--report-speakers",
      paramLabel = "ID",
      split = ",",
      description =
          "Give accuracy and UAR of these speakers on their own as well, such as those on whom no"
              + " setting was chosen.")
  private List<String> reportSpeakers = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write the JSON (default: named after the protocol, in the work folder).")
  private Path out;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report with pictures as one HTML file, too.")
  private Path html;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = {
        "loco with --test-corpus: write the model that was trained on all --corpus with the first"
            + " seed, with the figures of the report: those of the test corpora are its own.",
        "Its temperature and threshold come from --corpus that were left out, at least two."
      })
  private Optional<Path> modelFile = Optional.empty();

  @Mixin private ModelOptions model;

  @Option(
      names = "--worker",
      hidden = true,
      description = "Train the folds whose numbers come on standard input.")
  private boolean worker;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter output = options.spec().commandLine().getOut();
    // A worker's output is for its parent.
    PrintWriter console = worker ? new PrintWriter(PrintWriter.nullWriter()) : output;
    if (jobs < 1) {
      throw wrong("--jobs must be at least 1, not " + jobs + ".");
    }
    Protocol protocol = division.protocol(options.spec());
    model.check(options.spec());
    boolean ignoresPast = options.ignoresPast(); // refuses what it cannot go with
    if (modelFile.isPresent()
        && (!(protocol instanceof LeaveCorpusOut) || division.testCorpora().isEmpty())) {
      throw wrong("--model is for --protocol loco with --test-corpus: give both, or use `train`.");
    }
    Recipe recipe = options.recipe(); // refuses what does not go together before it reads a corpus
    ReadCorpora read = options.corpora(division.testCorpora(), console);
    if (protocol instanceof LeaveCorpusOut loco) {
      checkNames(read);
      protocol = loco.hearing(read.testSha256());
    }
    Corpus corpus = read.all();
    checkSpeakers("--speakers", division.speakers(), corpus);
    checkSpeakers("--report-speakers", reportSpeakers, corpus);
    List<FoldTask> tasks = tasks(protocol, corpus);
    FoldStore store = new FoldStore(options.work(), protocol, recipe, read.trainingSha256());
    try (StopSignal stop = new StopSignal();
        LocalFolds local =
            new LocalFolds(
                recipe,
                seed -> options.set(corpus, seed, console),
                ignoresPast ? FoldScorer.ALONE : options.scorer(),
                store)) {
      if (worker) {
        new FoldWorker(tasks, local).serve(System.in, output, stop);
        return CommandLine.ExitCode.OK;
      }
      console.printf(
          "%d folds to train and test, %d at a time. %s%n",
          tasks.size(), jobs, protocol.describe());
      Optional<List<FoldResult>> results = run(tasks, store, local, stop, console);
      if (results.isEmpty()) {
        console.println("Stopped; start the same command again to go on.");
        console.flush();
        return CommandLine.ExitCode.SOFTWARE;
      }
      Path report = report(protocol, read, recipe, results.get(), console);
      if (modelFile.isPresent()) {
        write((LeaveCorpusOut) protocol, tasks, local, report, read.trainingSha256());
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private List<FoldTask> tasks(Protocol protocol, Corpus corpus) {
    List<FoldTask> tasks = new ArrayList<>();
    try {
      for (long seed : division.seeds(options.seed())) {
        protocol
            .folds(corpus.utterances(), seed)
            .forEach(fold -> tasks.add(new FoldTask(seed, fold)));
      }
    } catch (IllegalArgumentException e) {
      throw wrong(corpus.name() + " cannot be divided: " + e.getMessage() + ".");
    }
    return tasks;
  }

  private Optional<List<FoldResult>> run(
      List<FoldTask> tasks,
      FoldStore store,
      FoldExecutor local,
      StopSignal stop,
      PrintWriter console)
      throws IOException {
    CrossValidation run = new CrossValidation(store, new Narrator(console, tasks.size()));
    if (jobs == 1) {
      return run.run(tasks, List.of(local), stop);
    }
    List<String> arguments = options.spec().root().commandLine().getParseResult().originalArgs();
    List<FoldExecutor> workers = new ArrayList<>();
    try {
      for (int i = 0; i < jobs; i++) {
        workers.add(new WorkerFolds(JavaProcess.worker(arguments), tasks));
      }
      return run.run(tasks, workers, stop);
    } finally {
      workers.forEach(FoldExecutor::close);
    }
  }

  /** Writes the networks of the fold that was trained on all corpora. */
  private void write(
      LeaveCorpusOut protocol, List<FoldTask> tasks, LocalFolds folds, Path report, String hash)
      throws IOException {
    MeasuredFigures measured = new MeasuredFigures(List.of(report));
    if (measured.corporaLeftOut() < 2) {
      throw new IOException(
          ("%s is not written: its temperature needs two corpora that were left out, so name them"
                  + " with --leave-out as well.")
              .formatted(modelFile.orElseThrow()));
    }
    List<FoldTask> first = tasks.stream().filter(task -> task.seed() == options.seed()).toList();
    Fold all = protocol.trainedOnAll(first.stream().map(FoldTask::fold).toList()).orElseThrow();
    FoldTask task = new FoldTask(options.seed(), all);
    LocalFolds.Trained trained = folds.trained(task);
    model.write(
        modelFile.orElseThrow(),
        trained.ensemble(),
        trained.set(),
        hash,
        measured,
        Precision.FP32,
        options.ignoresPast(),
        options.spec());
  }

  /** What was said of each utterance alone: of networks that ignore the past, however heard. */
  private static List<FoldResult> alone(List<FoldResult> results) {
    return results.stream().map(FoldResult::alone).toList();
  }

  private Path report(
      Protocol protocol,
      ReadCorpora read,
      Recipe recipe,
      List<FoldResult> results,
      PrintWriter console)
      throws IOException {
    Report report =
        new ReportBuilder(
                new ReportBuilder.Source(
                    read.all().name(), read.trainingSha256(), options.describe(recipe)),
                protocol,
                Labels.names(),
                Set.copyOf(reportSpeakers),
                read.names())
            .build(options.ignoresPast() ? alone(results) : results);
    Path file = out == null ? options.work().resolve(protocol.name() + ".json") : out;
    report.write(file);
    console.print(TextReport.of(report));
    console.printf("%nFigures are in %s.%n", file);
    if (html != null) {
      HtmlReport.write(report, html);
      console.printf("Pictures are in %s.%n", html);
    }
    console.flush();
    return file;
  }

  private void checkNames(ReadCorpora read) {
    if (!read.names().containsAll(division.leaveOut())) {
      throw wrong(
          "--leave-out names a corpus that is not given: given are %s."
              .formatted(String.join(", ", read.names())));
    }
  }

  private void checkSpeakers(String option, List<String> speakers, Corpus corpus) {
    if (!corpus.speakers().containsAll(speakers)) {
      throw wrong(
          "%s names one that the corpus does not have: it has %s."
              .formatted(option, String.join(", ", corpus.speakers())));
    }
  }

  private CommandLine.ParameterException wrong(String sentence) {
    return new CommandLine.ParameterException(options.spec().commandLine(), sentence);
  }
}
