package io.tenor.trainer.cli;

import io.tenor.corpus.CorpusCheck;
import io.tenor.corpus.CorpusFormat;
import io.tenor.corpus.EmoDb;
import io.tenor.corpus.Labels;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.corpus.CorpusFetch;
import io.tenor.trainer.corpus.Download;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
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

/** Recordings to train on. */
@Command(
    name = "corpus",
    description =
        "Fetch recordings to train on, see what is wrong with them, and let a model hear them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CorpusCommand.Check.class,
      CorpusCommand.Fetch.class,
      CorpusEvaluateCommand.class,
      CorpusNoiseCommand.class,
      CorpusRobustCommand.class
    })
final class CorpusCommand implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "A command is missing: check, fetch, evaluate, noise or robust.");
  }

  /** {@code corpus check}. */
  @Command(
      name = "check",
      sortOptions = false,
      description = {
        "Read every recording of a corpus and say what is wrong: missing, corrupt, too short,"
            + " clipped or silent files, copies, unknown labels, speakers with one label only."
            + " Prints how labels are read, and recordings by speaker and label.",
        "",
        "Exit status 1 if something is wrong that training refuses."
      })
  static final class Check implements Callable<Integer> {

    private static final int MOST_LINES = 50;

    @Spec private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli fills it
    @Mixin
    private CommonOptions common;

    @Mixin private CorpusOptions options;

    @Parameters(paramLabel = "DIR", description = "The corpus's folder, or a manifest.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      CorpusFormat format = options.format(folder, spec);
      out.printf("%s is read as %s.%n%n", folder, format.title());
      out.flush();
      FrontEnd frontEnd = FrontEnd.compact();
      // Training also hears every recording a tenth faster.
      double shortest = 1.1 * (frontEnd.frameSamples() + 1) / frontEnd.sampleRateHz();
      CorpusCheck.Result result = CorpusCheck.of(format, folder, shortest);
      labels(out, format);
      counts(out, result.speakers());
      list(out, "Warning", result.warnings());
      list(out, "Error", result.errors());
      out.println(
          result.errors().isEmpty()
              ? "Training takes this corpus."
              : "Training refuses this corpus: %d errors.".formatted(result.errors().size()));
      out.flush();
      return result.errors().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void labels(PrintWriter out, CorpusFormat format) {
      out.printf("%-20s %s%n", "label", "counts as");
      for (Map.Entry<String, Optional<Emotion>> rule : format.labels().rules().entrySet()) {
        out.printf(
            "%-20s %s%n", rule.getKey(), rule.getValue().map(Emotion::label).orElse("left out"));
      }
    }

    private static void counts(PrintWriter out, Map<String, CorpusCheck.SpeakerCounts> speakers) {
      out.printf("%n%-12s", "speaker");
      Labels.names().forEach(label -> out.printf("%10s", label));
      out.printf("%10s%10s%n", "all", "minutes");
      int[] sums = new int[Labels.count()];
      double seconds = 0;
      for (Map.Entry<String, CorpusCheck.SpeakerCounts> speaker : speakers.entrySet()) {
        out.printf("%-12s", speaker.getKey());
        for (int label = 0; label < sums.length; label++) {
          int n = speaker.getValue().byLabel().getOrDefault(Labels.names().get(label), 0);
          sums[label] += n;
          out.printf("%10d", n);
        }
        row(out, speaker.getValue().recordings(), speaker.getValue().seconds());
        seconds += speaker.getValue().seconds();
      }
      out.printf("%-12s", "all");
      int all = 0;
      for (int sum : sums) {
        out.printf("%10d", sum);
        all += sum;
      }
      row(out, all, seconds);
      out.println();
    }

    private static void row(PrintWriter out, int recordings, double seconds) {
      out.printf(Locale.ROOT, "%10d%10.1f%n", recordings, seconds / 60);
    }

    private static void list(PrintWriter out, String kind, Iterable<String> sentences) {
      int lines = 0;
      for (String sentence : sentences) {
        if (lines < MOST_LINES) {
          out.printf("%s: %s%n", kind, sentence);
        }
        lines++;
      }
      if (lines > MOST_LINES) {
        out.printf("%s: and %d more.%n", kind, lines - MOST_LINES);
      }
    }
  }

  /** {@code corpus fetch}. */
  @Command(
      name = "fetch",
      sortOptions = false,
      description = {
        "Download a corpus from its makers' address, check that every recording is the published"
            + " one, and unpack it. A download that broke off goes on when the command is started"
            + " again.",
        "EMO-DB is 40 MB and free for research; its makers ask to be cited."
      },
      footer = {"", "Example:", "  ./tenor corpus fetch emodb --out emodb"})
  static final class Fetch implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli fills it
    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "emodb is the one that can be fetched.")
    private String name;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "emodb",
        description = "Folder to make (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
        names = "--from",
        paramLabel = "URL",
        description =
            "Another address of the same zip file; the recordings are checked all the same.")
    private URI from;

    @Override
    public Integer call() throws IOException, InterruptedException {
      if (!name.equals(new EmoDb().kind())) {
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            "'%s' cannot be fetched: emodb can; docs/corpora.md says where others are had."
                .formatted(name));
      }
      URI address = from == null ? CorpusFetch.EMODB : from;
      PrintWriter console = spec.commandLine().getOut();
      console.printf("Fetching %s%n", address);
      console.flush();
      new CorpusFetch(address, EmoDb.RELEASE_SHA256).into(out, new Lines(console));
      console.printf(
          "%s holds EMO-DB: all %d recordings are the published ones.%n", out, EmoDb.RECORDINGS);
      console.flush();
      return CommandLine.ExitCode.OK;
    }
  }

  /** A line for every twentieth of a download. */
  private static final class Lines implements Download.Progress {
    private static final int PARTS = 20;

    private final PrintWriter console;
    private final long started = System.nanoTime();
    private long first = -1;
    private long part = -1;

    Lines(PrintWriter console) {
      this.console = console;
    }

    @Override
    public void received(long received, long total) {
      if (first < 0) {
        first = received;
      }
      long now = total > 0 ? received * PARTS / total : received >> 22;
      if (now == part) {
        return;
      }
      part = now;
      double perSecond = (received - first) / ((System.nanoTime() - started) / 1e9);
      String left =
          total > 0 && perSecond > 0
              ? String.format(
                  Locale.ROOT,
                  " of %.1f MB, %.0f s left",
                  total / 1e6,
                  (total - received) / perSecond)
              : "";
      console.printf(Locale.ROOT, "  %.1f MB%s%n", received / 1e6, left);
      console.flush();
    }
  }
}
