package io.tenor.streams.cli;

import io.tenor.schema.SensorContext;
import io.tenor.streams.load.LoadException;
import io.tenor.streams.load.LoadPage;
import io.tenor.streams.load.LoadPlan;
import io.tenor.streams.load.LoadSecond;
import io.tenor.streams.load.LoadSummary;
import io.tenor.streams.load.Speech;
import io.tenor.streams.load.Watched;
import io.tenor.streams.monitor.MonitorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what a cluster and its monitors carry. */
@Command(
    name = "load",
    sortOptions = false,
    description = {
      "Let many sensors speak at once, and measure how late their windows are scored, whether any is"
          + " lost or comes twice, and what the processes use.",
      "Sensors send when they are due, whether or not the system keeps up. Latency counts from the"
          + " capture of a window's last sample to its event being readable."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor load --embedded --sensors 300 --speech-share 1",
      "  ./tenor load --embedded --ramp --html ramp.html",
      "  ./tenor load --embedded --sensors 300 -- --threads 2 --commit-interval 200",
      "  ./tenor load --bootstrap-server kafka:9092 --sensors 1000 --json"
    })
final class LoadCommand implements Callable<Integer> {

  /** So long the last windows of a load that is stopped may take. */
  private static final Duration LAST_WINDOWS = Duration.ofMinutes(3);

  @Spec private CommandSpec spec;

  @Option(
      names = "--embedded",
      description =
          "Start a broker and a monitor for it, each in a process of its own, instead of using those"
              + " that run.")
  private boolean embedded;

  @Option(
      names = "--ramp",
      description =
          "Search the largest number of sensors whose windows come in time: half as many again"
              + " until they do not, then between. The first warms up for 100 s.")
  private boolean ramp;

  @Mixin private LoadOptions options;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "8",
      description = "With --embedded: partitions of the topics. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--monitor-jvm",
      paramLabel = "OPTION",
      description = "With --embedded: an option of the monitor's JVM, such as -Xmx2g. Repeatable.")
  private List<String> monitorJvm = List.of();

  @Option(
      names = "--broker-jvm",
      paramLabel = "OPTION",
      description = "With --embedded: an option of the broker's JVM. Repeatable.")
  private List<String> brokerJvm = List.of();

  @Option(
      names = "--watch",
      paramLabel = "NAME=PID",
      description =
          "A process of this machine whose time and memory are measured too, such as monitor=4711."
              + " Repeatable.")
  private Map<String, Long> watch = Map.of();

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = MonitorSettings.DEFAULT_APPLICATION_ID,
      description = "Of the monitors, to tell their lag. Default: ${DEFAULT-VALUE}.")
  private String applicationId;

  @Option(
      names = "--json",
      description = "Print a line of JSON for every second, and a summary as the last.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with latency, lag and what was used over time.")
  private Optional<Path> html = Optional.empty();

  @Mixin private KafkaOptions kafka;

  @Parameters(
      paramLabel = "MONITOR-OPTION",
      description = "With --embedded, after --: options of the monitor.")
  private List<String> monitorOptions = List.of();

  /** The seconds of the load that is summed up. */
  private List<LoadSecond> shown = List.of();

  private volatile boolean stopped;
  private volatile Optional<LoadTrials> trials = Optional.empty();

  /** A signal ends the load that runs; what was started for it ends after it. */
  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    var shutdown = Shutdown.onSignal(this::stop, LAST_WINDOWS);
    try {
      return load();
    } finally {
      shutdown.close();
    }
  }

  private void stop() {
    stopped = true;
    trials.ifPresent(LoadTrials::stop);
  }

  private int load() throws InterruptedException {
    var plan = options.plan();
    var speech = options.speech(this::say);
    LoadSummary summary;
    if (embedded) {
      say("Starting a broker and a monitor …");
      var settings =
          new LoadStage.Settings(
              partitions, options.model(), options.hop(), monitorOptions, monitorJvm, brokerJvm);
      try (var stage = LoadStage.start(settings)) {
        summary =
            measure(
                plan,
                speech,
                KafkaOptions.of(stage.bootstrapServers()),
                stage::check,
                stage.processes());
      }
    } else {
      kafka.requireTopics(topics());
      summary = measure(plan, speech, kafka, () -> {}, watched());
    }
    html.ifPresent(file -> write(summary, file));
    tell("summary", summary);
    return summary.lost() + summary.doubled() == 0 ? 0 : 1;
  }

  private void checkOptions() {
    if (partitions < 1) {
      throw UserException.wrongUse("--partitions is %d: give at least 1.".formatted(partitions));
    }
    if (!embedded && !(monitorOptions.isEmpty() && monitorJvm.isEmpty() && brokerJvm.isEmpty())) {
      throw UserException.wrongUse(
          "Options of monitor and broker need --embedded: without it those are used that run.");
    }
  }

  private List<String> topics() {
    var topics = kafka.topics();
    return Stream.concat(
            Arrays.stream(SensorContext.values()).map(topics::audio), Stream.of(topics.events()))
        .toList();
  }

  private List<Watched> watched() {
    return watch.entrySet().stream()
        .map(
            entry ->
                new Watched(
                    entry.getKey(),
                    ProcessHandle.of(entry.getValue())
                        .orElseThrow(
                            () ->
                                UserException.wrongUse(
                                    "--watch names the process %d, which does not run on this machine."
                                        .formatted(entry.getValue()))),
                    Optional.empty()))
        .toList();
  }

  private LoadSummary measure(
      LoadPlan plan, Speech speech, KafkaOptions cluster, Runnable check, List<Watched> processes)
      throws InterruptedException {
    try (var clients = LoadClients.open(cluster, applicationId, options.producers())) {
      var all = Stream.concat(processes.stream(), Stream.of(Watched.self())).toList();
      var own =
          new LoadTrials(clients, speech, all, check, spec.commandLine().getErr(), this::onSecond);
      trials = Optional.of(own);
      if (stopped) {
        own.stop();
      }
      var summary = ramp ? own.search(plan, trial -> tell("trial", trial)) : own.run(plan);
      shown = own.seconds();
      return summary;
    } catch (LoadException e) {
      check.run();
      throw UserException.failure(
          "%s Look whether the brokers run and how full their disks are.".formatted(e.getMessage()),
          e);
    }
  }

  private void onSecond(LoadSecond second) {
    if (json) {
      spec.commandLine().getOut().println(LoadText.json(second));
    }
  }

  private void tell(String type, LoadSummary summary) {
    spec.commandLine()
        .getOut()
        .println(json ? LoadText.json(type, summary) : LoadText.table(summary));
  }

  private void write(LoadSummary summary, Path file) {
    try {
      LoadPage.write(summary, shown, file);
      say("The page is %s.".formatted(file));
    } catch (IOException e) {
      throw UserException.failure(
          "The page %s cannot be written: give another --html.".formatted(file), e);
    }
  }

  private void say(String sentence) {
    spec.commandLine().getErr().println(sentence);
    spec.commandLine().getErr().flush();
  }
}
