package io.tenor.streams.cli;

import io.tenor.schema.Purpose;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import io.tenor.streams.admin.TopicTap;
import io.tenor.streams.demo.Board;
import io.tenor.streams.demo.DemoOutput;
import io.tenor.streams.demo.DemoSummary;
import io.tenor.streams.demo.Recordings;
import io.tenor.streams.demo.ScriptedVoice;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.sensor.AudioSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole of Tenor at work on this machine. */
@Command(
    name = "demo",
    description = {
      "Start a real Kafka broker, sensors that speak, and a monitor, all in this process, and show"
          + " what the monitor hears, here and on a page. Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor demo",
      "  ./tenor demo --audio recordings/ --sensors 8 --seconds 40",
      "  ./tenor demo --seconds 30 --json | tail -1"
    })
final class DemoCommand implements Callable<Integer> {

  private static final int PARTITIONS = 4;
  private static final int MAX_SENSORS = 500;
  private static final Duration JOIN = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;
  @Mixin private MonitorOptions options;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after so many seconds of audio. Default: run until Ctrl-C.")
  private Optional<Integer> seconds = Optional.empty();

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "How many sensors speak, drivers and patients in turn. Default: ${DEFAULT-VALUE}.")
  private int sensors;

  @Option(
      names = "--audio",
      paramLabel = "DIR",
      description = "Play the WAV files below this directory instead of the built-in voices.")
  private Optional<Path> audio = Optional.empty();

  @Option(
      names = "--json",
      description = "Print a line of JSON for every event and alert, and a summary as the last.")
  private boolean json;

  @Mixin private DemoDashboard dashboard;

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    var sources = sources();
    var stop = new CountDownLatch(1);
    var shutdown = Shutdown.onSignal(stop::countDown);
    try (var directory = StateDirectory.open(Optional.empty())) {
      say("Starting a Kafka broker, the model and the monitor …");
      var choice = options.modelChoice();
      choice.open().close(); // what is wrong with it is told before anything else
      try (var broker = EmbeddedBroker.start(0, Optional.empty())) {
        run(broker, choice, directory.path(), sources, stop);
      }
    } finally {
      sources.forEach(AudioSource::close);
      shutdown.close();
    }
    return 0;
  }

  private void checkOptions() {
    if (sensors < 1 || sensors > MAX_SENSORS) {
      throw UserException.wrongUse(
          "--sensors is %d: give 1 to %d.".formatted(sensors, MAX_SENSORS));
    }
    if (seconds.filter(s -> s < 1).isPresent()) {
      throw UserException.wrongUse("--seconds is %d: give at least 1.".formatted(seconds.get()));
    }
    dashboard.check();
  }

  private List<AudioSource> sources() {
    return audio
        .map(directory -> Recordings.deal(directory, sensors, this::say))
        .orElseGet(() -> ScriptedVoice.cast(sensors));
  }

  private void run(
      EmbeddedBroker broker,
      ModelChoice choice,
      Path stateDirectory,
      List<AudioSource> sources,
      CountDownLatch stop)
      throws InterruptedException {
    var topics = new Topics();
    var client = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (var admin = Admin.create(new HashMap<>(client))) {
      new TopicAdmin(admin).create(new TopicPlan(topics, PARTITIONS, Optional.empty()));
    }
    var board = new Board();
    var output = new DemoOutput(board, spec.commandLine().getOut(), style());
    var settings =
        options.settings(
            "tenor-demo", client, topics, stateDirectory, Optional.of(Purpose.RESEARCH));
    var tap = new TopicTap(client, topics, output);
    try (var page = dashboard.start(KafkaOptions.of(broker), json, audio.isPresent(), this::say);
        var monitor = Monitor.start(settings, choice, Clock.systemUTC());
        var crowd =
            new DemoSensors(
                client,
                topics,
                sources,
                board,
                settings.topology().cutting().of(monitor.model().metadata()))) {
      if (!monitor.awaitRunning(JOIN)) {
        throw UserException.failure(
            "The monitor did not start within a minute: run again with --verbose to see why.");
      }
      output.notice(page.notice());
      crowd.start();
      watch(monitor, crowd, output, stop);
      crowd.stop();
      awaitEvents(board, crowd.windows());
      tap.close(); // so that nothing comes after the summary
      var summary = DemoSummary.of(board, sensors, crowd.audio(), crowd.windows());
      output.draw(monitor.model().version(), crowd.elapsed());
      output.summary(summary);
    } finally {
      tap.close();
    }
  }

  private DemoOutput.Style style() {
    if (json) {
      return DemoOutput.Style.JSON;
    }
    return Terminal.isOut() ? DemoOutput.Style.TERMINAL : DemoOutput.Style.PLAIN;
  }

  private void watch(Monitor monitor, DemoSensors crowd, DemoOutput output, CountDownLatch stop)
      throws InterruptedException {
    while (!done(crowd)) {
      output.draw(monitor.model().version(), crowd.elapsed());
      if (stop.await(untilNext(crowd, output), TimeUnit.MILLISECONDS)) {
        return;
      }
      crowd
          .failure()
          .ifPresent(
              cause -> {
                throw cause;
              });
      monitor
          .failure()
          .ifPresent(
              cause -> {
                throw new IllegalStateException("the monitor stopped by itself", cause);
              });
    }
  }

  private boolean done(DemoSensors crowd) {
    return seconds.filter(s -> crowd.elapsed().toSeconds() >= s).isPresent();
  }

  private long untilNext(DemoSensors crowd, DemoOutput output) {
    long interval = output.interval().toMillis();
    return seconds
        .map(s -> Math.max(1, Math.min(interval, s * 1_000L - crowd.elapsed().toMillis())))
        .orElse(interval);
  }

  /** Lets what is on its way arrive: until all of it is there, or nothing more comes. */
  private static void awaitEvents(Board board, long windows) throws InterruptedException {
    long seen = board.snapshot().events();
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (seen < windows && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
      long now = board.snapshot().events();
      if (now > seen) {
        seen = now;
        deadline = System.nanoTime() + DRAIN.toNanos();
      }
    }
  }

  private synchronized void say(String sentence) {
    var err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
  }
}
