package io.tenor.streams.cli;

import io.tenor.corpus.Corpus;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import io.tenor.streams.evaluate.recorded.Evaluation;
import io.tenor.streams.evaluate.recorded.EvaluationPage;
import io.tenor.streams.evaluate.recorded.Evaluator;
import io.tenor.streams.evaluate.truth.LabelSource;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.recording.CorpusSource;
import io.tenor.streams.replay.Pacer;
import io.tenor.streams.replay.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import picocli.CommandLine;

/** An evaluation of recorded topics, or of a corpus as one, as a command. */
final class RecordedEvaluationRun {

  private static final int PARTITIONS = 4;

  private final CommandLine command;
  private final EvaluateOptions options;
  private final RecordedOptions recorded;
  private final KafkaOptions given;

  RecordedEvaluationRun(
      CommandLine command, EvaluateOptions options, RecordedOptions recorded, KafkaOptions kafka) {
    this.command = command;
    this.options = options;
    this.recorded = recorded;
    this.given = kafka;
  }

  int run() throws InterruptedException {
    recorded.check();
    recorded.span();
    recorded.collar();
    options.rules();
    int rateHz = sampleRateHz();
    if (!recorded.isEmbedded()) {
      return evaluate(given, given.topics(), Optional.empty());
    }
    var corpus = options.corpus(rateHz);
    try (var broker = EmbeddedBroker.start(0, Optional.empty())) {
      var kafka = KafkaOptions.of(broker);
      var topics = new Topics();
      put(corpus, kafka, topics);
      return evaluate(kafka, topics, Optional.of(corpus.sha256()));
    }
  }

  /** What the models want; a model that cannot be served is told of before anything else. */
  private int sampleRateHz() {
    int rateHz = 0;
    for (var choice : options.models(1)) {
      try (var model = choice.open()) {
        rateHz = Math.max(rateHz, model.metadata().frontEnd().sampleRateHz());
      }
    }
    return rateHz;
  }

  private void put(Corpus corpus, KafkaOptions kafka, Topics topics) throws InterruptedException {
    try (var admin = Admin.create(kafka.adminProps())) {
      new TopicAdmin(admin).create(new TopicPlan(topics, PARTITIONS, Optional.empty()));
    }
    var layout =
        new CorpusSource.Layout(recorded.context(), options.speakers(), CorpusSource.Layout.PAUSE);
    long longestMs =
        layout.timelines(corpus).stream().mapToLong(t -> t.duration().toMillis()).max().orElse(0);
    var start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusMillis(longestMs);
    new TransferRun(command, kafka, "tenor-evaluate-corpus")
        .run(
            false,
            (admin, committed) ->
                new TransferRun.Job(
                    new CorpusSource(corpus, layout, topics, start, 0),
                    new Transfer.Settings(UnaryOperator.identity(), 0, OptionalDouble.empty()),
                    new Pacer(Duration.ofDays(1))));
  }

  private int evaluate(KafkaOptions kafka, Topics topics, Optional<String> corpusSha256)
      throws InterruptedException {
    var contexts = recorded.contexts(topics);
    var needed = new ArrayList<>(contexts.keySet());
    recorded.labelsTopic().ifPresent(needed::add);
    requireTopics(kafka, needed);
    var labels = labels(kafka, topics);
    var choices = options.models(1);
    boolean alike =
        choices.stream().map(choice -> name(choice, false)).distinct().count() < choices.size();
    var candidates =
        choices.stream()
            .map(choice -> new Evaluator.Candidate(name(choice, alike), choice))
            .toList();
    var evaluator =
        new Evaluator(
            new Evaluator.Request(
                kafka.clientProps(),
                kafka.consumerProps(),
                topics.prefix(),
                contexts,
                recorded.span(),
                labels,
                candidates,
                options.rules(),
                recorded.collar(),
                recorded.sensorHistory(),
                corpusSha256,
                recorded.isRestart()));
    Optional<Evaluation> result;
    var shutdown = Shutdown.onSignal();
    try (var directory = StateDirectory.open(Optional.empty());
        var line = new ProgressLine(command.getErr())) {
      result = evaluator.run(directory.path(), shutdown::signalled, line::at);
      if (result.isPresent()) {
        var pictures =
            recorded.html().isPresent() ? evaluator.worstWindows() : List.<Evaluator.Picture>of();
        recorded.html().ifPresent(file -> write(file, result(result), pictures));
      }
    } finally {
      shutdown.close();
    }
    if (result.isEmpty()) {
      command
          .getErr()
          .println(
              recorded.isEmbedded()
                  ? "Stopped before the end."
                  : "Stopped before the end; the same command goes on from here.");
      return 1;
    }
    new EvaluationText(command.getOut()).print(result.get(), options.isJson());
    recorded.html().ifPresent(file -> said(file));
    return 0;
  }

  private static Evaluation result(Optional<Evaluation> result) {
    return result.orElseThrow();
  }

  private void said(Path file) {
    if (!options.isJson()) {
      command.getOut().printf("%nThe report is in %s; keep it like audio.%n", file);
    }
  }

  /** The file's name, or its path where two have the same name. */
  private static String name(ModelChoice choice, boolean path) {
    return choice
        .file()
        .map(file -> path ? file.toString() : file.getFileName().toString())
        .orElse("shipped");
  }

  private static void requireTopics(KafkaOptions kafka, List<String> needed) {
    try (var admin = Admin.create(kafka.adminProps())) {
      var missing = new TopicAdmin(admin).missing(needed);
      if (!missing.isEmpty()) {
        throw UserException.failure(
            "The broker at %s has no topic %s: correct --audio-topic or --labels-topic."
                .formatted(kafka.bootstrapServers(), String.join(", ", missing)));
      }
    }
  }

  private LabelSource.Read labels(KafkaOptions kafka, Topics topics) {
    if (recorded.labelsFile().isPresent()) {
      var file = recorded.labelsFile().get();
      try {
        return LabelSource.file(file);
      } catch (IllegalArgumentException e) {
        throw UserException.wrongUse(e.getMessage() + ".", e);
      } catch (IOException e) {
        throw UserException.wrongUse(
            "The labels %s cannot be read (%s): give another file with --labels."
                .formatted(file, e.getClass().getSimpleName()),
            e);
      }
    }
    try (var consumer = new KafkaConsumer<byte[], byte[]>(kafka.consumerProps())) {
      return LabelSource.topic(consumer, recorded.labelsTopic().orElseGet(topics::labels));
    }
  }

  private static void write(Path file, Evaluation evaluation, List<Evaluator.Picture> pictures) {
    try {
      EvaluationPage.write(evaluation, pictures, file);
    } catch (IOException e) {
      throw UserException.failure(
          "The report %s cannot be written (%s): give another file with --html."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}
