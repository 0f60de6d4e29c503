package io.tenor.streams.cli;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.metrics.HttpEndpoint;
import io.tenor.streams.metrics.MonitorMetrics;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.monitor.MonitorSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the monitor until it is told to stop. */
@Command(
    name = "monitor",
    description = {
      "Listen to the audio topics and write emotion events and alerts.",
      "Start as many as you like with the same --application-id: they share the sensors, and a"
          + " monitor that comes back goes on where it was. Ctrl-C stops it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./tenor monitor --purpose medical --bootstrap-server kafka:9092 --threads 2"
    })
final class MonitorCommand implements Callable<Integer> {

  private static final Duration JOIN = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;
  @Mixin private MonitorOptions options;
  @Mixin private HttpOption http;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = MonitorSettings.DEFAULT_APPLICATION_ID,
      description = "Monitors of one id share the work. Default: ${DEFAULT-VALUE}.")
  private String applicationId;

  @Option(
      names = "--reprocess",
      description =
          "Begin also where this --application-id has no place in the audio topics yet and others"
              + " have written events: the retained audio is processed again, and its alerts are sent"
              + " again.")
  private boolean reprocess;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Where Kafka Streams keeps its lock files. Default: a temporary directory.")
  private Optional<Path> stateDirectory = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    try (var metrics = new MonitorMetrics()) {
      var endpoint = http.open(metrics);
      try {
        endpoint.ifPresent(this::tell);
        return monitor(metrics);
      } finally {
        endpoint.ifPresent(HttpEndpoint::close);
      }
    }
  }

  private void tell(HttpEndpoint endpoint) {
    var address = endpoint.address();
    var host = address.getAddress().getHostAddress();
    spec.commandLine()
        .getOut()
        .println(
            "Metrics on http://%s:%d/metrics, health on /health/live and /health/ready."
                .formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort()));
  }

  private int monitor(MonitorMetrics metrics) throws InterruptedException {
    var topics = kafka.topics();
    var choice = options.modelChoice();
    try (var directory = StateDirectory.open(stateDirectory)) {
      var settings =
          options.settings(
              applicationId, kafka.clientProps(), topics, directory.path(), Optional.empty());
      choice.open().close(); // what is wrong with it is told before anything else
      kafka.requireTopics(needed(topics));
      new MonitorChecks(kafka, settings).check(reprocess);
      return run(settings, choice, metrics);
    }
  }

  private int run(MonitorSettings settings, ModelChoice choice, MonitorMetrics metrics)
      throws InterruptedException {
    var out = spec.commandLine().getOut();
    var monitor = Monitor.start(settings, choice, Clock.systemUTC(), metrics.meters());
    metrics.of(monitor);
    var model = monitor.model();
    out.println(
        "Monitor %s, for %s, model %s (sha256 %s…) on %s, joining %s …"
            .formatted(
                settings.applicationId(),
                settings.topology().alerts().purpose().label(),
                model.version(),
                model.sha256().substring(0, 12),
                model.device(),
                kafka.bootstrapServers()));
    model.metadata().licence().ifPresent(own -> out.println("Licence of the model: " + own));
    var shutdown = Shutdown.onSignal(monitor::requestStop);
    try {
      if (monitor.awaitRunning(JOIN)) {
        out.println("Listening to %s. Ctrl-C stops.".formatted(String.join(", ", audio(settings))));
      }
      monitor.awaitStopped();
      boolean committed = monitor.stop();
      var failure = monitor.failure();
      if (failure.isPresent()) {
        throw failure.get();
      }
      if (!committed) {
        throw UserException.failure(
            "Stopped, but the brokers did not confirm the last commit: what was heard after the one"
                + " before is heard again at the next start.");
      }
      out.println("Stopped; what was heard so far is committed.");
    } finally {
      monitor.close();
      shutdown.close();
    }
    return 0;
  }

  private static List<String> audio(MonitorSettings settings) {
    return Arrays.stream(SensorContext.values())
        .map(context -> settings.topology().topics().audio(context))
        .toList();
  }

  /** The topics that a monitor cannot do without. */
  static List<String> needed(Topics topics) {
    return Stream.concat(
            Arrays.stream(SensorContext.values()).map(topics::audio),
            Stream.of(
                topics.events(),
                topics.alerts(),
                topics.alertAcks(),
                topics.alertRules(),
                topics.status(),
                topics.rejected(),
                topics.models(),
                topics.modelStatus(),
                topics.shadowEvents()))
        .toList();
  }
}
