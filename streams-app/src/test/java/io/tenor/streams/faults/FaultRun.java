package io.tenor.streams.faults;

import io.tenor.streams.Patience;
import io.tenor.streams.faults.FaultPlan.Fault;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.monitor.DirectScore;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      names = "--swaps",
      defaultValue = "0",
      description =
          "Times to announce another model, back and forth between two (default: ${DEFAULT-VALUE}).")
  private int swaps;

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
      names = "--listen",
      defaultValue = "0",
      description =
          "Seconds without faults before them, in which the monitors' heaps are looked at"
              + " (default: ${DEFAULT-VALUE}).")
  private int listenSeconds;

  @Option(
      names = "--pace",
      defaultValue = "1",
      description = "Seconds of audio that a sensor sends in a second (default: ${DEFAULT-VALUE}).")
  private double pace;

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
      names = "--other-model",
      description =
          "The model that it is swapped with; of the same front end and history"
              + " (default: the small one with other labels).")
  private Optional<Path> otherModel = Optional.empty();

  @Option(
      names = "--monitor-option",
      description = "Given to every monitor, such as --monitor-option=--threads=2; repeatable.")
  private List<String> monitorOptions = List.of();

  @Option(names = "--json", description = "Print the JSON alone, without progress.")
  private boolean json;

  /** After this long a model that was announced is served. */
  private static final Duration SWAPPED = Duration.ofSeconds(5);

  private final List<Long> killedAt = new ArrayList<>();
  private final List<Long> swappedAt = new ArrayList<>();

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
    var directory = Files.createTempDirectory("tenor-faults-");
    try (var first =
            Candidate.of(
                model.isPresent()
                    ? model.get()
                    : Files.write(directory.resolve("comparing.onnx"), ComparingOnnx.bytes()));
        var other =
            Candidate.of(
                otherModel.isPresent()
                    ? otherModel.get()
                    : Files.write(directory.resolve("other.onnx"), ComparingOnnx.contradicting()));
        var deployment =
            Deployment.start(directory, partitions, instances, first, monitorOptions)) {
      var models = List.of(first, other);
      var voices = new Voices(sensors);
      var heap = new HeapWatch(deployment, sensors);
      try (var ledger = new Ledger(deployment.topics(), deployment.client());
          var talk = new Talk(voices, deployment.topics(), deployment.client(), inOrder, pace)) {
        await(() -> ledger.sensors() == sensors);
        out.printf("%d monitors hear %d sensors.%n", instances, sensors);
        heap.watch(listenSeconds, out);
        breakThings(deployment, ledger, models, out);
        return report(deployment, ledger, voices, talk.end(), models, heap, out);
      }
    }
  }

  private void breakThings(
      Deployment deployment, Ledger ledger, List<Candidate> models, PrintWriter out)
      throws InterruptedException {
    var plan =
        new FaultPlan(seed, intervalSeconds)
            .with(Fault.KILL, kills)
            .with(Fault.BROKER, brokerRestarts)
            .with(Fault.JOIN, joins)
            .with(Fault.SWAP, swaps);
    var faults = plan.shuffled();
    Optional<TenorProcess> guest = Optional.empty();
    for (int i = 0; i < faults.size(); i++) {
      plan.pause();
      deployment.restartDead();
      if (guest.isPresent()) {
        guest.get().stop();
        guest = Optional.empty();
      }
      switch (faults.get(i)) {
        case KILL -> {
          deployment.killMonitor(plan.oneOf(instances));
          killedAt.add(System.nanoTime());
          deployment.restartDead();
        }
        case BROKER -> deployment.restartBroker();
        case JOIN -> guest = Optional.of(deployment.startMonitor());
        case SWAP -> {
          swappedAt.add(System.nanoTime());
          deployment.announce(models.get(swappedAt.size() % models.size()));
        }
      }
      out.printf(
          "%d of %d: %s; %d events, about %d s left%n",
          i + 1,
          faults.size(),
          faults.get(i).name().toLowerCase(Locale.ROOT),
          ledger.events(),
          (faults.size() - i) * intervalSeconds);
    }
    plan.pause();
    if (guest.isPresent()) {
      guest.get().stop();
    }
    deployment.restartDead();
  }

  private FaultReport report(
      Deployment deployment,
      Ledger ledger,
      Voices voices,
      int samples,
      List<Candidate> models,
      HeapWatch heap,
      PrintWriter out)
      throws Exception {
    var scorers = models.stream().map(Candidate::model).toList();
    long expected = (long) sensors * DirectScore.windows(scorers.get(0), samples);
    await(() -> ledger.events() >= expected);
    Thread.sleep(2_000); // for what comes too often
    var verdict = ledger.verdict(voices, samples, scorers);
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
                swaps,
                verdict.events(),
                verdict.missing(),
                verdict.doubled(),
                verdict.different(),
                AlertCheck.of(deployment.topics(), deployment.client()),
                null,
                null,
                pauseMs(ledger, Duration.ZERO),
                pauseMs(ledger, SWAPPED),
                heap.kibPerSensor(),
                deployment.changelogShare())
            .withRecoveries(recoveries);
    out.printf("Recoveries, ms: %s%n", recoveries);
    if (!report.clean()) {
      verdict.complaints().forEach(out::println);
      ClusterState.describe(deployment.topics(), deployment.client()).forEach(out::println);
      deployment.lastWords().forEach(out::println);
      out.printf("What all processes said is in %s%n", deployment.directory());
    }
    return report;
  }

  /** The longest pause in the seconds after a swap, or in those that begin so long before it. */
  private Long pauseMs(Ledger ledger, Duration before) {
    return swappedAt.stream()
        .map(at -> ledger.pauseMs(at - before.toNanos(), SWAPPED))
        .max(Long::compare)
        .orElse(null);
  }

  private static void await(Callable<Boolean> condition) throws InterruptedException {
    long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
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
