package io.tenor.streams.hostile;

import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Gives running monitors records as nobody should send them, and compares what they say of a sensor
 * that behaves with what they say of it when it is alone. Its chunks come between the others, and
 * nobody goes on before it was heard, so it is served all the time. Broker and monitors are real;
 * monitors are processes of their own. Near the end another monitor takes over, which begins with
 * all that came before.
 */
@Command(
    name = "src/hostile/run",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Give running monitors records as nobody should send them, on every topic that they read, and"
          + " compare the events of a sensor that behaves with those of an undisturbed run, byte for"
          + " byte but for the time at which they were made. Exit status 1 if any is missing or"
          + " different, or a monitor ended.",
      "The last line is JSON."
    },
    footer = {
      "",
      "Examples:",
      "  src/hostile/run --records 1000000 --seed 1 --json",
      "  src/hostile/run --records 20000 --http"
    })
final class HostileRun implements Callable<Integer> {

  /** The model that Tenor ships hears two seconds at once, every half second. */
  private static final int WINDOW = 32_000;

  private static final int HOP = 8_000;

  private static final int MOST_CHUNKS = 2_400;
  private static final int LEAST_CHUNKS = 40;
  private static final int RECORDS_PER_CHUNK = 250;

  /** The sensor is as many windows ahead of what was heard of it at most. */
  private static final int AHEAD = 8;

  private static final Duration POLL = Duration.ofMillis(100);

  @Option(
      names = "--records",
      defaultValue = "20000",
      description = "Records to send (default: ${DEFAULT-VALUE}).")
  private long records;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the records; the same one sends the same (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--http",
      description =
          "Keep slow, half and greedy HTTP clients at the ports of the monitors and of a dashboard"
              + " meanwhile, and ask whether they answer others; what they fail to answer counts as"
              + " a monitor that ended.")
  private boolean http;

  @Option(names = "--json", description = "Say nothing but the JSON and the progress.")
  private boolean json;

  private final PrintWriter progress = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

  /** The command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new HostileRun()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var report = run();
    if (!json) {
      out.printf(
          "%d records, %d of them rejected; %s.%n",
          report.records(),
          report.rejected(),
          report.clean() ? "nothing came of it" : "not as it should be");
    }
    out.println(report.json());
    return report.clean() ? 0 : 1;
  }

  /** Runs to the end. */
  HostileReport run() throws Exception {
    var directory = Files.createTempDirectory("tenor-hostile-");
    int chunks = (int) Math.max(LEAST_CHUNKS, Math.min(MOST_CHUNKS, records / RECORDS_PER_CHUNK));
    // Its time is behind it, so that it is never ahead of the clock, and not so far that the broker
    // deletes it.
    long startMs = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1);
    try (var kafka = TestKafka.start()) {
      var expected = alone(kafka, directory, startMs, chunks);
      var topics = kafka.createTopics(3);
      var client = Patience.client(kafka.client());
      try (var monitors = new HostileMonitors(kafka, topics, directory);
          var neighbour = new Neighbour(topics, startMs, client);
          var sender = new HostileSender(topics, seed, startMs, client)) {
        monitors.start();
        try (var clients = http ? HostileHttp.start(monitors, kafka, topics, directory) : null) {
          disturb(monitors, neighbour, sender, chunks);
          sender.flush();
          awaitHeard(monitors, neighbour, windows(chunks));
          long rejected = sender.rejected(monitors.application());
          neighbour.listen(POLL);
          long ended = monitors.ended() + (clients == null ? 0 : clients.failures());
          var report =
              HostileReport.of(sender.taken(), rejected, expected, neighbour.events(), ended);
          tell(report, monitors, sender);
          return report;
        }
      }
    }
  }

  private void tell(HostileReport report, HostileMonitors monitors, HostileSender sender)
      throws Exception {
    progress.printf("The broker refused %d records.%n", sender.refused());
    if (!report.clean()) {
      for (Path log : monitors.logs()) {
        var lines = Files.readAllLines(log);
        progress.printf("%s, its last lines:%n", log);
        lines.subList(Math.max(0, lines.size() - 15), lines.size()).forEach(progress::println);
      }
    }
  }

  /** What is said of the sensor when nobody disturbs. */
  private Map<Long, List<String>> alone(TestKafka kafka, Path directory, long startMs, int chunks)
      throws Exception {
    var topics = kafka.createTopics(3);
    try (var monitors = new HostileMonitors(kafka, topics, directory);
        var neighbour = new Neighbour(topics, startMs, Patience.client(kafka.client()))) {
      monitors.start();
      for (int i = 0; i < chunks; i++) {
        neighbour.speak();
      }
      if (!awaitHeard(monitors, neighbour, windows(chunks))) {
        throw new IllegalStateException("The undisturbed run did not come to its end.");
      }
      progress.printf(
          "Undisturbed: %d events of the sensor that behaves.%n", neighbour.events().size());
      return neighbour.events();
    }
  }

  private void disturb(
      HostileMonitors monitors, Neighbour neighbour, HostileSender sender, int chunks)
      throws Exception {
    long start = System.nanoTime();
    int every = Math.max(1, chunks / 20);
    for (int chunk = 1; chunk <= chunks; chunk++) {
      sender.sendUpTo(records * chunk / chunks);
      neighbour.speak();
      neighbour.listen(Duration.ZERO);
      awaitHeard(monitors, neighbour, windows(chunk) - AHEAD);
      monitors.check();
      if (chunk == chunks * 9 / 10) {
        monitors.start();
        monitors.stopFirst();
      }
      if (chunk % every == 0) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        progress.printf(
            "%d of %d records, %d monitors ended, about %d s left%n",
            records * chunk / chunks,
            records,
            monitors.ended(),
            seconds * (chunks - chunk) / chunk);
      }
    }
  }

  private static int windows(int chunks) {
    int samples = chunks * Neighbour.CHUNK;
    return samples < WINDOW ? 0 : (samples - WINDOW) / HOP + 1;
  }

  /** Waits for so many events; false if none came for very long. */
  private static boolean awaitHeard(HostileMonitors monitors, Neighbour neighbour, int count)
      throws InterruptedException {
    long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
    int before = neighbour.events().size();
    while (neighbour.events().size() < count) {
      neighbour.listen(POLL);
      monitors.check();
      if (neighbour.events().size() > before) {
        before = neighbour.events().size();
        deadline = System.nanoTime() + Patience.LIMIT.toNanos();
      } else if (System.nanoTime() > deadline) {
        return false;
      }
    }
    return true;
  }
}
