package io.tenor.streams.cli;

import io.tenor.corpus.Corpora;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.recording.CorpusSource;
import io.tenor.streams.recording.NumberedSource.Position;
import io.tenor.streams.recording.RecordingManifest;
import io.tenor.streams.recording.RecordingSource;
import io.tenor.streams.replay.Pacer;
import io.tenor.streams.replay.RecordSource;
import io.tenor.streams.replay.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a recording or a corpus onto topics. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Put a folder onto the topics, with its labels.",
      "A folder that ./tenor record has made gives the same records again, byte for byte.",
      "A corpus of labelled recordings (docs/corpora.md) becomes a sensor for each speaker, speaker-03,"
          + " who says the utterances one after the other; between them is the stillness of their"
          + " room.",
      "An import that is stopped or killed goes on when the same command is given again."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor import night --topic-prefix test.",
      "  ./tenor import night --topic-prefix test. --shift-time --speed 1",
      "  ./tenor import emodb --context driver --speakers 03,08"
    })
final class ImportCommand implements Callable<Integer> {

  private static final int CORPUS_RATE_HZ = 16_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A recording, or a corpus.")
  private Path folder;

  @Option(
      names = "--shift-time",
      description =
          "Of a recording: move all times, those in labels too, so that the first record is captured"
              + " now. Default: times are kept.")
  private boolean shiftTime;

  @Mixin private SpeedOption speed;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      defaultValue = "ward",
      converter = ContextConverter.class,
      description = "Of a corpus: where its speakers are, ward (default) or driver.")
  private SensorContext context;

  @Option(
      names = "--speakers",
      paramLabel = "ID",
      split = ",",
      description = "Of a corpus: only these speakers. Default: all.")
  private List<String> speakers = List.of();

  @Option(
      names = "--pause",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Of a corpus: stillness between two utterances at least, seconds; then up to the next half"
              + " second. Default: ${DEFAULT-VALUE}.")
  private double pauseSeconds;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "Of a corpus: when its sensors begin, such as 2026-11-26T03:00:00Z; brokers delete audio"
              + " that is older than its retention. Default: so that the longest ends now.")
  private Optional<String> start = Optional.empty();

  @Option(
      names = "--corpus-kind",
      paramLabel = "KIND",
      defaultValue = Corpora.AUTO,
      description = "Of a corpus: emodb, ravdess, cremad or csv. Default: by its files' names.")
  private String kind;

  @Option(
      names = "--restart",
      description = "Begin anew, also where an earlier run of the same command was stopped.")
  private boolean restart;

  @Mixin private KafkaOptions kafka;

  @Override
  public Integer call() throws InterruptedException {
    if (!(pauseSeconds >= 0 && pauseSeconds <= 3_600)) {
      throw UserException.wrongUse("The --pause is 0 to 3600 seconds.");
    }
    var factor = speed.factor();
    Optional<RecordingManifest> manifest;
    try {
      manifest = RecordingManifest.of(folder);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(e.getMessage() + ": give another folder.", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
    try {
      return manifest.isPresent() ? recording(manifest.get(), factor) : corpus(factor);
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (IllegalArgumentException e) {
      throw UserException.failure(e.getMessage() + ": record it again.", e);
    }
  }

  private UserException unreadable(IOException e) {
    return UserException.failure(
        "The folder %s cannot be read (%s): give another one."
            .formatted(folder, e.getClass().getSimpleName()),
        e);
  }

  private int recording(RecordingManifest manifest, OptionalDouble factor)
      throws InterruptedException {
    if (!manifest.complete()) {
      throw UserException.wrongUse(
          "%s holds the beginning of a recording: let ./tenor record go on first."
              .formatted(folder));
    }
    var topics = kafka.topics();
    kafka.requireTopics(RecordingSource.targets(manifest, topics));
    var ended =
        run(
            "recording of " + manifest.made(),
            committed -> {
              var before = Position.of(committed);
              long shiftMs = before.map(Position::timeMs).orElseGet(this::shift);
              return new TransferRun.Job(
                  source(manifest, topics, shiftMs, before.map(Position::next).orElse(0L)),
                  new Transfer.Settings(UnaryOperator.identity(), shiftMs, factor),
                  new Pacer(Pacer.LONGEST_PAUSE));
            });
    said(ended, "%,d records".formatted(ended.sent()));
    return 0;
  }

  private RecordSource source(RecordingManifest manifest, Topics topics, long shiftMs, long given) {
    try {
      return new RecordingSource(folder, manifest, topics, shiftMs, given);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long shift() {
    try {
      return shiftTime
          ? RecordingSource.firstMs(folder)
              .map(first -> System.currentTimeMillis() - first)
              .orElse(0L)
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int corpus(OptionalDouble factor) throws InterruptedException {
    if (!Files.isDirectory(folder) && !Files.isRegularFile(folder)) {
      throw UserException.wrongUse(
          "%s is neither a recording nor a corpus: there is no such folder.".formatted(folder));
    }
    if (shiftTime || factor.isPresent()) {
      throw UserException.wrongUse(
          "%s is no recording: --shift-time and --speed are for recordings; a corpus begins at --start."
              .formatted(folder));
    }
    var corpus = CorpusFiles.read(folder, kind, CORPUS_RATE_HZ, speakers);
    var topics = kafka.topics();
    kafka.requireTopics(List.of(topics.audio(context), topics.labels()));
    var layout =
        new CorpusSource.Layout(
            context, speakers, Duration.ofMillis(Math.round(1e3 * pauseSeconds)));
    var timelines = layout.timelines(corpus);
    long longestMs = timelines.stream().mapToLong(t -> t.duration().toMillis()).max().orElse(0);
    var begin = begin(longestMs);
    var ended =
        run(
            corpus.sha256() + layout + start.orElse(""),
            committed -> {
              var before = Position.of(committed);
              var at = before.map(p -> Instant.ofEpochMilli(p.timeMs())).orElse(begin);
              return new TransferRun.Job(
                  new CorpusSource(
                      corpus, layout, topics, at, before.map(Position::next).orElse(0L)),
                  new Transfer.Settings(UnaryOperator.identity(), 0, OptionalDouble.empty()),
                  new Pacer(Duration.ofDays(1)));
            });
    int utterances = timelines.stream().mapToInt(t -> t.utterances().size()).sum();
    said(
        ended,
        String.format(
            Locale.ROOT,
            "%d utterances of %d sensors, %.1f minutes each at most (%,d records)",
            utterances,
            timelines.size(),
            longestMs / 6e4,
            ended.sent()));
    return 0;
  }

  private Instant begin(long longestMs) {
    try {
      return start
          .map(Instant::parse)
          .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).minusMillis(longestMs));
    } catch (DateTimeException e) {
      throw UserException.wrongUse(
          "--start is '%s': give a time such as 2026-11-26T03:00:00Z.".formatted(start.orElse("")),
          e);
    }
  }

  private TransferRun.Ended run(String what, TransferRun.Maker maker) throws InterruptedException {
    var work = "%s %s %s".formatted(folder.toAbsolutePath(), kafka.topics().prefix(), what);
    var name = "tenor-import-%08x".formatted(work.hashCode());
    return new TransferRun(spec.commandLine(), kafka, name)
        .run(restart, (admin, committed) -> maker.make(committed));
  }

  private void said(TransferRun.Ended ended, String what) {
    var out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, "%s from %s in %.1f s.", what, folder, ended.seconds()));
    if (!ended.complete()) {
      out.println("Stopped before the end; the same command goes on from here.");
    }
  }
}
