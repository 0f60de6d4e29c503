package io.tenor.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.admin.Announcements;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker and monitors, each a process of its own, to be killed and started again. */
final class Deployment implements AutoCloseable {

  private static final int LAST_LINES = 15;

  private final Topics topics = new Topics("faults.");
  private final List<TenorProcess> monitors = new ArrayList<>();
  private final Path directory;
  private final int port;
  private final List<String> monitorOptions;
  private int started;
  private TenorProcess broker;
  private KafkaProducer<byte[], byte[]> announcer;

  private Deployment(Path directory, int port, List<String> monitorOptions) {
    this.directory = directory;
    this.port = port;
    this.monitorOptions = monitorOptions;
  }

  /**
   * Starts all and waits until they listen.
   *
   * @param directory for the broker's topics and for what the processes say
   * @param model announced before the monitors start
   * @param monitorOptions given to every monitor
   */
  static Deployment start(
      Path directory, int partitions, int instances, Candidate model, List<String> monitorOptions)
      throws IOException, InterruptedException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var deployment = new Deployment(directory, port, monitorOptions);
    try {
      deployment.startBroker();
      try (var admin = Admin.create(deployment.client())) {
        new TopicAdmin(admin)
            .create(new TopicPlan(deployment.topics, partitions, Optional.empty()));
      }
      deployment.announce(model);
      for (int i = 0; i < instances; i++) {
        deployment.monitors.add(deployment.startMonitor());
      }
      for (var monitor : deployment.monitors) {
        monitor.awaitSaid("Listening to");
      }
      return deployment;
    } catch (RuntimeException | InterruptedException e) {
      deployment.close();
      throw e;
    }
  }

  Topics topics() {
    return topics;
  }

  /** Where the processes' output is. */
  Path directory() {
    return directory;
  }

  /** Properties of a client. */
  Map<String, Object> client() {
    return Patience.client(Map.of("bootstrap.servers", "localhost:" + port));
  }

  /** A further monitor, that whoever starts it ends. */
  TenorProcess startMonitor() {
    var command =
        Stream.of(
            "monitor",
            "--purpose",
            "research",
            "--bootstrap-server",
            "localhost:" + port,
            "--topic-prefix",
            topics.prefix(),
            "--model-origins",
            directory.toAbsolutePath().getRoot().toString());
    return TenorProcess.start(
        log("monitor"), Stream.concat(command, monitorOptions.stream()).toArray(String[]::new));
  }

  /** Announces a model to the monitors. */
  void announce(Candidate candidate) {
    var model = candidate.model();
    if (announcer == null) {
      announcer =
          new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
    }
    new Announcements(announcer, topics)
        .announce(
            new ModelAnnouncement(
                ModelRole.LIVE,
                model.version(),
                model.sha256(),
                candidate.file().toFile().length(),
                candidate.file().toUri().toString(),
                Map.of(),
                Instant.now()));
  }

  void killMonitor(int number) throws InterruptedException {
    monitors.get(number).kill();
  }

  /** Starts the monitors again that were killed, or ended by themselves for want of a broker. */
  void restartDead() {
    monitors.replaceAll(monitor -> monitor.isAlive() ? monitor : startMonitor());
  }

  /** Kills the broker and starts it again with what it had. */
  void restartBroker() throws InterruptedException {
    broker.kill();
    startBroker();
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

  private Path log(String what) {
    return directory.resolve("%s-%d.txt".formatted(what, ++started));
  }

  /** The last that each process said, a few lines of each, those that are gone as well. */
  List<String> lastWords() throws IOException {
    var words = new ArrayList<String>();
    try (var files = Files.list(directory)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".txt")).sorted().toList()) {
        var lines = Files.readAllLines(log, UTF_8);
        words.add("%s, its last of %d lines:".formatted(log.getFileName(), lines.size()));
        words.addAll(lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
      }
    }
    return words;
  }

  /** Bytes of all reachable objects of all monitors. */
  long liveHeapBytes() {
    return monitors.stream().mapToLong(TenorProcess::liveHeapBytes).sum();
  }

  /** Bytes of the changelogs for each byte of audio, as the broker keeps them. */
  double changelogShare() throws ExecutionException, InterruptedException {
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

  @Override
  public void close() {
    if (announcer != null) {
      announcer.close(Duration.ofSeconds(5));
    }
    monitors.forEach(TenorProcess::close);
    if (broker != null) {
      broker.close();
    }
  }
}
