package io.tenor.streams.faults;

import io.tenor.schema.Topics;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.OnnxModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Breaks a deployment while its sensors speak, and compares what comes out with what their samples
 * give when they are scored straight from the array. The model compares a window with all that its
 * sensor said before, so one that is lost or heard twice shows in all that follow. Everything is
 * real: broker and monitors are processes of their own and are killed without warning.
 */
@Command(
    name = "src/faults/run",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Kill monitors and the broker while sensors speak, and count the events that are missing,"
          + " doubled or different from those of an undisturbed run. Exit status 1 if there are any.",
      "The last line is JSON."
    },
    footer = {
      "",
      "Example:",
      "  src/faults/run --kills 20 --sensors 50 --broker-restarts 2 --joins 2"
    })
final class FaultRun implements Callable<Integer> {

  @Option(
      names = "--kills",
      defaultValue = "3",
      description = "Monitors to kill, one after the other (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--broker-restarts",
      defaultValue = "0",
      description = "Times to kill the broker and start it again (default: ${DEFAULT-VALUE}).")
  private int brokerRestarts;

  @Option(
      names = "--joins",
      defaultValue = "0",
      description = "Further monitors that join and leave again (default: ${DEFAULT-VALUE}).")
  private int joins;

  @Option(
      names = "--sensors",
      defaultValue = "10",
      description = "Sensors that speak (default: ${DEFAULT-VALUE}).")
  private int sensors;

  @Option(
      names = "--in-order",
      description = "No chunk overtakes another or comes twice (default: some do).")
  private boolean inOrder;

  @Option(
      names = "--instances",
      defaultValue = "3",
      description = "Monitors that share them (default: ${DEFAULT-VALUE}).")
  private int instances;

  @Option(
      names = "--partitions",
      defaultValue = "6",
      description = "Partitions of every topic (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--interval",
      defaultValue = "15",
      description =
          "Seconds from one fault to the next in the mean; each is half to one and a half of it"
              + " (default: ${DEFAULT-VALUE}).")
  private int intervalSeconds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the order and the moments of the faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--model",
      description = "The ONNX model (default: a small one that compares with all that was said).")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--monitor-option",
      description = "Given to every monitor, such as --monitor-option=--threads=2; repeatable.")
  private List<String> monitorOptions = List.of();

  @Option(names = "--json", description = "Print the JSON alone, without progress.")
  private boolean json;

  private enum Fault {
    KILL,
    BROKER,
    JOIN
  }

  private final Topics topics = new Topics("faults.");
  private final List<TenorProcess> monitors = new ArrayList<>();
  private final List<Long> killedAt = new ArrayList<>();
  private Path directory;
  private int port;
  private int started;
  private TenorProcess broker;

  /** The command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FaultRun()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var report = run(json ? new PrintWriter(PrintWriter.nullWriter()) : out);
    out.println(report.json());
    return report.clean() ? 0 : 1;
  }

  /** Runs to the end, with progress as lines. */
  FaultReport run(PrintWriter out) throws Exception {
    directory = Files.createTempDirectory("tenor-faults-");
    port = freePort();
    var file = model.orElse(directory.resolve("comparing.onnx"));
    if (model.isEmpty()) {
      Files.write(file, ComparingOnnx.bytes());
    }
    try (var scorer = OnnxModel.open(file, 1)) {
      startBroker();
      try (var admin = Admin.create(client())) {
        new TopicAdmin(admin).create(new TopicPlan(topics, partitions, Optional.empty()));
      }
      for (int i = 0; i < instances; i++) {
        monitors.add(startMonitor(file));
      }
      monitors.forEach(FaultRun::awaitListening);
      var voices = new Voices(sensors);
      try (var ledger = new Ledger(topics, client());
          var talk = new Talk(voices, topics, client(), inOrder)) {
        await(() -> ledger.sensors() == sensors, 60);
        out.printf("%d monitors hear %d sensors.%n", instances, sensors);
        breakThings(file, ledger, out);
        int samples = talk.end();
        return report(ledger, voices, samples, scorer, out);
      }
    } finally {
      monitors.forEach(TenorProcess::close);
      if (broker != null) {
        broker.close();
      }
    }
  }

  private void breakThings(Path file, Ledger ledger, PrintWriter out) throws InterruptedException {
    var faults = new ArrayList<Fault>(Collections.nCopies(kills, Fault.KILL));
    faults.addAll(Collections.nCopies(brokerRestarts, Fault.BROKER));
    faults.addAll(Collections.nCopies(joins, Fault.JOIN));
    var random = new Random(seed);
    Collections.shuffle(faults, random);
    Optional<TenorProcess> guest = Optional.empty();
    for (int i = 0; i < faults.size(); i++) {
      pause(random, file);
      if (guest.isPresent()) {
        guest.get().stop();
        guest = Optional.empty();
      }
      switch (faults.get(i)) {
        case KILL -> {
          int victim = random.nextInt(instances);
          monitors.get(victim).kill();
          killedAt.add(System.nanoTime());
          monitors.set(victim, startMonitor(file));
        }
        case BROKER -> {
          broker.kill();
          startBroker();
        }
        case JOIN -> guest = Optional.of(startMonitor(file));
      }
      out.printf(
          "%d of %d: %s; %d events, about %d s left%n",
          i + 1,
          faults.size(),
          faults.get(i).name().toLowerCase(Locale.ROOT),
          ledger.events(),
          (faults.size() - i) * intervalSeconds);
    }
    pause(random, file);
    if (guest.isPresent()) {
      guest.get().stop();
    }
    monitors.replaceAll(monitor -> monitor.isAlive() ? monitor : startMonitor(file));
  }

  /** Lets time pass; a monitor that ended by itself, for want of a broker, starts again. */
  private void pause(Random random, Path file) throws InterruptedException {
    monitors.replaceAll(monitor -> monitor.isAlive() ? monitor : startMonitor(file));
    Thread.sleep((long) (intervalSeconds * (500 + 1_000 * random.nextDouble())));
  }

  private FaultReport report(
      Ledger ledger, Voices voices, int samples, OnnxModel scorer, PrintWriter out)
      throws Exception {
    long expected = ledger.verdict(voices, samples, scorer).events();
    await(() -> ledger.events() >= expected, 90);
    Thread.sleep(2_000); // for what comes too often
    var verdict = ledger.verdict(voices, samples, scorer);
    var recoveries = new ArrayList<Long>();
    for (long at : killedAt) {
      ledger.recoveryMs(at, sensors).ifPresent(recoveries::add);
    }
    var report =
        new FaultReport(
                sensors,
                samples / 16_000,
                kills,
                brokerRestarts,
                joins,
                verdict.events(),
                verdict.missing(),
                verdict.doubled(),
                verdict.different(),
                null,
                null,
                changelogShare())
            .withRecoveries(recoveries);
    out.printf("Recoveries, ms: %s%n", recoveries);
    if (!report.clean()) {
      verdict.complaints().forEach(out::println);
      monitors.forEach(monitor -> out.println(monitor.said()));
      out.printf("What all processes said is in %s%n", directory);
    }
    return report;
  }

  private double changelogShare() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(client())) {
      var nodes = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
      double audio = 0;
      double changelogs = 0;
      for (var broker : admin.describeLogDirs(nodes).allDescriptions().get().values()) {
        for (var folder : broker.values()) {
          for (var replica : folder.replicaInfos().entrySet()) {
            var topic = replica.getKey().topic();
            audio += topic.startsWith(topics.prefix() + "audio.") ? replica.getValue().size() : 0;
            changelogs += topic.endsWith("-changelog") ? replica.getValue().size() : 0;
          }
        }
      }
      return Math.round(1_000 * changelogs / audio) / 1e3;
    }
  }

  private void startBroker() throws InterruptedException {
    broker =
        TenorProcess.start(
            log("broker"),
            "broker",
            "--port",
            Integer.toString(port),
            "--data",
            directory.resolve("data").toString());
    broker.awaitSaid("Kafka is ready");
  }

  private TenorProcess startMonitor(Path file) {
    var command =
        Stream.of(
            "monitor",
            "--bootstrap-server",
            "localhost:" + port,
            "--topic-prefix",
            topics.prefix(),
            "--model",
            file.toString());
    return TenorProcess.start(
        log("monitor"), Stream.concat(command, monitorOptions.stream()).toArray(String[]::new));
  }

  private static void awaitListening(TenorProcess monitor) {
    try {
      monitor.awaitSaid("Listening to");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path log(String what) {
    return directory.resolve("%s-%d.txt".formatted(what, ++started));
  }

  private Map<String, Object> client() {
    return new HashMap<>(Map.of("bootstrap.servers", "localhost:" + port));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Callable<Boolean> condition, int seconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      while (!condition.call() && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
