package io.tenor.streams.cli;

import io.tenor.schema.Emotion;
import io.tenor.schema.SensorContext;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.evaluate.Heard;
import io.tenor.streams.evaluate.Script;
import io.tenor.streams.evaluate.ScriptWriter;
import io.tenor.streams.evaluate.TradeOff;
import io.tenor.streams.evaluate.TradeOffChart;
import io.tenor.streams.ingest.SensorKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Alerts measured on scripts: {@code evaluate --scripted-hour}. */
final class ScriptedEvaluation {

  @Option(
      names = "--scripted-hour",
      description = "Write scripts of --minutes for each speaker and play them.")
  private boolean scriptedHour;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "Length of each speaker's script. Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--calm",
      description =
          "Scripts of neutral recordings alone: every alert of an emotion is a false one. Speakers"
              + " who have none are left out.")
  private boolean calm;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed writes another script. Default: ${DEFAULT-VALUE}.")
  private long seed;

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

  /** Whether it is asked for. */
  boolean isWanted() {
    return scriptedHour;
  }

  /** Runs it. */
  int run(CommandSpec command, EvaluateOptions options) throws InterruptedException {
    if (minutes < 1 || minutes > 24 * 60) {
      throw UserException.wrongUse("--minutes is %d: give 1 to 1440.".formatted(minutes));
    }
    var set = only(options.rules(), "--rules");
    requireRule(set);
    var choice = only(options.models(1), "--model");
    int rateHz;
    String version;
    try (var opened = choice.open()) { // what is wrong with it is told before anything else
      rateHz = opened.metadata().frontEnd().sampleRateHz();
      version = opened.version();
    }
    var length = Duration.ofMinutes(minutes);
    var scripts = scripts(options, rateHz, length);
    var start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(length);
    var line = new ProgressLine(command.commandLine().getErr());
    var run =
        new ScriptedRun(
            scripts,
            set,
            choice,
            start,
            (done, all, seconds) ->
                line.at((double) done / all, "%,d of %,d windows".formatted(done, all)));
    try (line;
        var directory = StateDirectory.open(Optional.empty());
        var broker = EmbeddedBroker.start(0, Optional.empty())) {
      run.run(broker.bootstrapServers(), directory.path());
    }
    var report = new AlertReport(command.commandLine().getOut(), options.isJson(), set, version);
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

  /** Each speaker as a driver and as a patient: rules are of a context. */
  private Map<SensorKey, Script> scripts(EvaluateOptions options, int rateHz, Duration length) {
    var loaded = options.corpus(rateHz);
    var scripts = new LinkedHashMap<SensorKey, Script>();
    for (var speaker : options.speakers().isEmpty() ? loaded.speakers() : options.speakers()) {
      var own =
          loaded.utterances().stream()
              .filter(u -> u.speaker().equals(speaker))
              .filter(u -> !calm || u.emotion() == Emotion.NEUTRAL)
              .toList();
      if (own.isEmpty()) {
        continue;
      }
      // Each speaker gets a script of their own, whoever else there is.
      var script = ScriptWriter.write(own, rateHz, 31 * seed + speaker.hashCode(), length);
      for (var context : SensorContext.values()) {
        scripts.put(new SensorKey(context, "speaker-" + speaker), script);
      }
    }
    if (scripts.isEmpty()) {
      throw UserException.failure(
          "No speaker of the corpus has a neutral recording: --calm has nothing to play.");
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

  /** One evaluation of scripts has one model and one set of rules. */
  private static <T> T only(List<T> given, String option) {
    if (given.size() > 1) {
      throw UserException.wrongUse(
          "%s is given %d times: --scripted-hour takes one.".formatted(option, given.size()));
    }
    return given.get(0);
  }
}
