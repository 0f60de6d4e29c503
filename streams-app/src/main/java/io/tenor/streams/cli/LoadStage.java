package io.tenor.streams.cli;

import io.tenor.process.ProcessFolder;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import io.tenor.streams.load.Watched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a monitor for a load, each in a process of its own, gone when it is closed. */
final class LoadStage implements AutoCloseable {

  private static final String BROKER_READY = "Kafka is ready at ";

  private final Path directory;
  private final List<ChildCommand> children = new ArrayList<>();
  private final List<Watched> watched = new ArrayList<>();
  private String bootstrapServers = "";

  /**
   * How they are started.
   *
   * @param partitions of the topics
   * @param model that the monitor serves; without it, the one that Tenor ships
   * @param hop from window to window
   * @param monitorOptions further options of the monitor
   * @param monitorJvm further options of its JVM
   * @param brokerJvm those of the broker's
   */
  record Settings(
      int partitions,
      Optional<Path> model,
      Duration hop,
      List<String> monitorOptions,
      List<String> monitorJvm,
      List<String> brokerJvm) {}

  private LoadStage(Path directory) {
    this.directory = directory;
  }

  /** Starts both and returns when the monitor listens. */
  static LoadStage start(Settings settings) throws InterruptedException {
    LoadStage stage;
    try {
      stage = new LoadStage(Files.createTempDirectory(ProcessFolder.ofThisProcess(), "load-"));
    } catch (IOException | UncheckedIOException e) {
      throw UserException.failure("The temporary directory cannot be written.", e);
    }
    try {
      stage.startBroker(settings);
      stage.startMonitor(settings);
      return stage;
    } catch (InterruptedException | RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private void startBroker(Settings settings) throws InterruptedException {
    var ready =
        start("broker", settings.brokerJvm(), BROKER_READY, List.of("broker", "--port", "0"));
    bootstrapServers = ready.substring(BROKER_READY.length()).strip();
    try (var admin = Admin.create(new HashMap<>(Map.of("bootstrap.servers", bootstrapServers)))) {
      new TopicAdmin(admin)
          .create(new TopicPlan(new Topics(), settings.partitions(), Optional.empty()));
    }
  }

  private void startMonitor(Settings settings) throws InterruptedException {
    var arguments = new ArrayList<String>(List.of("monitor", "--purpose", "research"));
    arguments.addAll(List.of("--bootstrap-server", bootstrapServers));
    settings.model().ifPresent(file -> arguments.addAll(List.of("--model", file.toString())));
    arguments.addAll(List.of("--hop", Long.toString(settings.hop().toMillis())));
    arguments.addAll(settings.monitorOptions());
    start("monitor", settings.monitorJvm(), "Listening to ", arguments);
  }

  private String start(String name, List<String> jvm, String ready, List<String> arguments)
      throws InterruptedException {
    var gcLog = directory.resolve(name + ".gc");
    var child = ChildCommand.start(name, jvm, ready, gcLog, arguments);
    children.add(child);
    watched.add(new Watched(name, child.handle(), Optional.of(gcLog)));
    return child.awaitReady();
  }

  /** Where clients find the broker. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Both processes. */
  List<Watched> processes() {
    return List.copyOf(watched);
  }

  /**
   * Makes sure that both still run.
   *
   * @throws UserException if one does not
   */
  void check() {
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).exit().isPresent()) {
        throw UserException.failure(
            "The %s ended by itself: it says above why.".formatted(watched.get(i).name()));
      }
    }
  }

  /** Ends the monitor, then the broker. */
  @Override
  public void close() {
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).close();
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left in the temporary directory harms nobody.
    }
  }
}
