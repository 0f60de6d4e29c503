package io.tenor.streams.hostile;

import io.tenor.schema.Topics;
import io.tenor.streams.TestKafka;
import io.tenor.streams.faults.TenorProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Monitors of one application, each a process of its own; one that ends is started again. */
final class HostileMonitors implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("http://[^/\\s]*:(\\d+)");

  private final TestKafka kafka;
  private final Topics topics;
  private final Path directory;
  private final List<TenorProcess> running = new ArrayList<>();
  private final List<Path> logs = new ArrayList<>();
  private long ended;

  /**
   * None yet.
   *
   * @param directory for what they say
   */
  HostileMonitors(TestKafka kafka, Topics topics, Path directory) {
    this.kafka = kafka;
    this.topics = topics;
    this.directory = directory;
  }

  /** What they are together. */
  String application() {
    return topics.prefix() + "monitor";
  }

  /** Starts another one, and returns when it listens. */
  void start() throws InterruptedException {
    var log = directory.resolve("%smonitor-%d.txt".formatted(topics.prefix(), logs.size() + 1));
    logs.add(log);
    var monitor =
        TenorProcess.start(
            log,
            "monitor",
            "--purpose",
            "research",
            "--bootstrap-server",
            kafka.bootstrapServers(),
            "--topic-prefix",
            topics.prefix(),
            "--application-id",
            application(),
            "--threads",
            "1",
            "--http",
            "127.0.0.1:0");
    running.add(monitor);
    monitor.awaitSaid("Listening to");
  }

  /** Starts those again that have ended by themselves. */
  void check() throws InterruptedException {
    for (var monitor : List.copyOf(running)) {
      if (!monitor.isAlive()) {
        ended++;
        running.remove(monitor);
        start();
      }
    }
  }

  /** Ends the one that was started first. */
  void stopFirst() throws InterruptedException {
    check();
    running.remove(0).stop();
  }

  /** How many ended by themselves. */
  long ended() throws InterruptedException {
    check();
    return ended;
  }

  /** The ports of HTTP of those that run. */
  List<Integer> ports() {
    return running.stream()
        .map(monitor -> ADDRESS.matcher(monitor.said()))
        .filter(address -> address.find())
        .map(address -> Integer.parseInt(address.group(1)))
        .toList();
  }

  /** What they said is here. */
  List<Path> logs() {
    return List.copyOf(logs);
  }

  @Override
  public void close() {
    running.forEach(TenorProcess::close);
  }
}
