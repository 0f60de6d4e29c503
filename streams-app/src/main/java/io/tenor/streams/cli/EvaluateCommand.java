package io.tenor.streams.cli;

import io.tenor.corpus.Corpora;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.CorpusException;
import io.tenor.corpus.CorpusLoader;
import io.tenor.schema.SensorContext;
import io.tenor.streams.alert.Defaults;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.evaluate.Heard;
import io.tenor.streams.evaluate.Script;
import io.tenor.streams.evaluate.ScriptWriter;
import io.tenor.streams.evaluate.TradeOff;
import io.tenor.streams.evaluate.TradeOffChart;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.ModelChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures alerts on recordings whose timeline is known. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Measure alerts on recordings whose timeline is known. A script lays the utterances of a"
          + " speaker between silence and noise: one mood at a time, all moods alike. The monitor"
          + " hears it through a real broker in this process, once as a driver and once as a"
          + " patient; then each rule about emotions is scored, beside the same without smoothing.",
      "An honest figure needs speakers that the model has not heard: --speakers and --model."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor evaluate --scripted-hour --corpus emodb --json | tail -1",
      "  ./tenor evaluate --scripted-hour --corpus emodb --speakers 03,16 --model without-03-16.onnx \\",
      "    --trade-off ward-distress --svg curve.svg"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--scripted-hour",
      description = "Write scripts of --minutes for each speaker and play them.")
  private boolean scriptedHour;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      defaultValue = "${env:EMODB_HOME}",
      description =
          "The corpus: EMO-DB, RAVDESS, CREMA-D, or a folder with a manifest (docs/corpora.md)."
              + " Default: the environment's EMODB_HOME.")
  private Optional<Path> corpus = Optional.empty();

  @Option(
      names = "--speakers",
      paramLabel = "ID",
      split = ",",
      description = "Only these speakers. Default: all.")
  private List<String> speakers = List.of();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "Length of each speaker's script. Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed writes another script. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The ONNX model. Default: the one that Tenor ships.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = DeviceConverter.class,
      description = "Where it runs: auto (default), cpu, cuda or cuda:N.")
  private Device device;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "The alert rules. Default: those that Tenor ships.")
  private Optional<Path> rules = Optional.empty();

  @Option(
      names = "--trade-off",
      paramLabel = "RULE",
      split = ",",
      description =
          "Also try these rules with other smoothing, thresholds and durations, and show the"
              + " settings that no other beats in everything.")
  private List<String> tradeOff = List.of();

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Draw the curve of the first rule of --trade-off: false alarms against delay.")
  private Optional<Path> svg = Optional.empty();

  @Option(
      names = "--json",
      description = "Print lines of JSON: one for each rule and setting, a summary as the last.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (!scriptedHour) {
      throw UserException.wrongUse("Say what to evaluate: --scripted-hour.");
    }
    if (minutes < 1 || minutes > 24 * 60) {
      throw UserException.wrongUse("--minutes is %d: give 1 to 1440.".formatted(minutes));
    }
    var set = rules.map(RuleFiles::read).map(RuleFiles.Read::rules).orElseGet(Defaults::rules);
    requireRule(set);
    var choice = new ModelChoice(model, 1, device);
    int rateHz;
    String version;
    try (var opened = choice.open()) { // what is wrong with it is told before anything else
      rateHz = opened.metadata().frontEnd().sampleRateHz();
      version = opened.version();
    }
    var length = Duration.ofMinutes(minutes);
    var scripts = scripts(load(rateHz), rateHz, length);
    var start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(length);
    var run = new ScriptedRun(scripts, set, choice, start, this::progress);
    try (var directory = StateDirectory.open(Optional.empty());
        var broker = EmbeddedBroker.start(0, Optional.empty())) {
      run.run(broker.bootstrapServers(), directory.path());
    }
    clearProgress();
    var report = new AlertReport(spec.commandLine().getOut(), json, set, version);
    var heard = new LinkedHashMap<SensorKey, Heard>();
    scripts.forEach(
        (sensor, script) ->
            heard.put(sensor, new Heard(script, start.toEpochMilli(), run.events(sensor))));
    boolean same = report.rules(heard, run);
    for (var name : tradeOff) {
      var points = tradeOff(set, name, heard);
      report.tradeOff(name, points);
      if (name.equals(tradeOff.get(0))) {
        svg.ifPresent(file -> draw(file, points));
      }
    }
    report.summary(heard, same);
    if (!same) {
      throw UserException.failure(
          "The topology gave other alerts than its events by themselves: this is a fault of Tenor.");
    }
    return 0;
  }

  private void requireRule(RuleSet set) {
    if (svg.isPresent() && tradeOff.isEmpty()) {
      throw UserException.wrongUse("--svg draws the curve of --trade-off: give the rule as well.");
    }
    var known = set.rules().stream().filter(TradeOff::hasTruth).map(rule -> rule.name()).toList();
    for (var name : tradeOff) {
      if (!known.contains(name)) {
        throw UserException.wrongUse(
            "--trade-off is '%s': give a rule with a truth in the script, one of %s."
                .formatted(name, String.join(", ", known)));
      }
    }
  }

  private Corpus load(int rateHz) {
    var folder =
        corpus.orElseThrow(
            () ->
                UserException.wrongUse(
                    "Give a corpus with --corpus, or EMO-DB's folder in EMODB_HOME; ./tenor corpus"
                        + " fetch emodb fetches it."));
    try {
      var loaded = CorpusLoader.load(Corpora.detect(folder), folder, rateHz);
      if (!loaded.speakers().containsAll(speakers)) {
        throw UserException.wrongUse(
            "--speakers has to name some of %s.".formatted(String.join(", ", loaded.speakers())));
      }
      return loaded;
    } catch (CorpusException e) {
      throw UserException.wrongUse(e.getMessage(), e);
    }
  }

  /** Each speaker as a driver and as a patient: rules are of a context. */
  private Map<SensorKey, Script> scripts(Corpus loaded, int rateHz, Duration length) {
    var scripts = new LinkedHashMap<SensorKey, Script>();
    for (var speaker : speakers.isEmpty() ? loaded.speakers() : speakers) {
      var own = loaded.utterances().stream().filter(u -> u.speaker().equals(speaker)).toList();
      // Each speaker gets a script of their own, whoever else there is.
      var script = ScriptWriter.write(own, rateHz, 31 * seed + speaker.hashCode(), length);
      for (var context : SensorContext.values()) {
        scripts.put(new SensorKey(context, "speaker-" + speaker), script);
      }
    }
    return scripts;
  }

  private static List<TradeOff.Point> tradeOff(
      RuleSet set, String name, Map<SensorKey, Heard> heard) {
    var rule = set.rules().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    var sensors = new ArrayList<Heard>();
    heard.forEach(
        (sensor, one) -> {
          if (sensor.context() == rule.contexts().iterator().next()) {
            sensors.add(one);
          }
        });
    return TradeOff.of(rule, sensors);
  }

  private void draw(Path file, List<TradeOff.Point> points) {
    try {
      Files.writeString(file, TradeOffChart.svg(points));
    } catch (IOException e) {
      throw UserException.failure(
          "The picture %s cannot be written (%s): give another file with --svg."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  private void progress(long done, long all, double seconds) {
    if (Terminal.isErr() && done > 0) {
      var err = spec.commandLine().getErr();
      err.printf(
          Locale.ROOT,
          "\r%d of %d windows, %.0f s left\u001b[K",
          done,
          all,
          seconds * (all - done) / done);
      err.flush();
    }
  }

  private void clearProgress() {
    if (Terminal.isErr()) {
      spec.commandLine().getErr().print("\r\u001b[K");
      spec.commandLine().getErr().flush();
    }
  }
}
