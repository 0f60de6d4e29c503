package io.tenor.streams.cli;

import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.schema.ModelState;
import io.tenor.schema.ModelStatus;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.Announcements;
import io.tenor.streams.admin.ModelFiles;
import io.tenor.streams.model.ModelFetch;
import io.tenor.streams.model.OnnxModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model publish}: announces a model to the monitors, and waits for what they say. */
@Command(
    name = "publish",
    description = {
      "Announce a model to all monitors, and put its file on a topic for them. Each reads it, checks"
          + " and warms it, and goes on with it between two windows; one that cannot serve it says why,"
          + " and goes on with what it has.",
      "Exit status 1 if a monitor refuses it or does not answer."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor model publish compact.onnx",
      "  ./tenor model publish compact.onnx --address https://models.example/compact-0.4.0.onnx",
      "  ./tenor model publish candidate.onnx --role shadow"
    })
final class ModelPublishCommand implements Callable<Integer> {

  private static final long LOOK_MS = 250;

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Parameters(paramLabel = "FILE", description = "An ONNX file made by ./tenor train.")
  private Path file;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "live",
      converter = RoleConverter.class,
      description = {
        "live: its events are the ones that alerts are made of (default).",
        "shadow: it scores the same windows beside the live one; its events are on"
            + " emotion.events.shadow."
      })
  private ModelRole role;

  @Option(
      names = "--address",
      paramLabel = "URI",
      description =
          "Where every monitor can fetch this very file, which then is on no topic: a file:, http: or"
              + " https: address that their --model-origins allow.")
  private Optional<URI> address = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "S",
      defaultValue = "30",
      description =
          "How long to wait for the monitors' answers; 0 does not. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (waitSeconds < 0) {
      throw UserException.wrongUse("--wait is %d: give 0 or more.".formatted(waitSeconds));
    }
    var announcement = announcement();
    var topics = kafka.topics();
    kafka.requireTopics(
        List.of(topics.models(), topics.modelFiles(), topics.modelStatus(), topics.shadowEvents()));
    if (ModelBoard.read(kafka).isAmbiguous(announcement)) {
      spec.commandLine()
          .getErr()
          .println(
              ("Another file of the version %s is served: their events cannot be told apart. Give"
                      + " each its own with ./tenor train --version.")
                  .formatted(announcement.model()));
    }
    announce(topics, announcement);
    var out = spec.commandLine().getOut();
    out.println(
        "Announced %s as the %s model, at %s."
            .formatted(announcement.model(), role.label(), announcement.address()));
    out.flush();
    return waitSeconds == 0 || answered(announcement) ? 0 : 1;
  }

  /** The file first, so that whoever reads the announcement finds it; what it replaces last. */
  private void announce(Topics topics, ModelAnnouncement announcement) throws IOException {
    try (var producer = new KafkaProducer<byte[], byte[]>(kafka.producerProps());
        var consumer = new KafkaConsumer<byte[], byte[]>(kafka.consumerProps())) {
      if (address.isEmpty()) {
        ModelFiles.write(producer, topics, announcement.sha256(), OnnxModel.bytes(file));
      }
      new Announcements(producer, topics).announce(announcement);
      ModelFiles.clean(consumer, producer, topics, ModelBoard.read(kafka).announced().values());
    }
  }

  private ModelAnnouncement announcement() throws IOException {
    var where = address.orElseGet(() -> URI.create(ModelFiles.address(kafka.topics())));
    if (!where.isAbsolute()) {
      throw UserException.wrongUse(
          "--address is %s: give a file:, http: or https: address.".formatted(where));
    }
    if (where.getRawUserInfo() != null
        || Optional.ofNullable(where.getRawAuthority())
            .filter(at -> at.contains("@"))
            .isPresent()) {
      throw UserException.wrongUse(
          "The --address has a user or a password in it, which everybody who reads the topic would see: give one without.");
    }
    try (var model = OnnxModel.open(file, 1)) {
      long bytes = OnnxModel.bytes(file).length;
      if (bytes > ModelFetch.MAX_BYTES) {
        throw UserException.failure(
            "%s has %d bytes: monitors fetch at most %d."
                .formatted(file, bytes, ModelFetch.MAX_BYTES));
      }
      return new ModelAnnouncement(
          role,
          model.version(),
          model.sha256(),
          bytes,
          where.toString(),
          model.metadata().toProperties(),
          Instant.now());
    }
  }

  /** Waits until every monitor has said what it makes of it; false if one refuses or is silent. */
  private boolean answered(ModelAnnouncement announcement) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
    while (true) {
      var statuses = ModelBoard.read(kafka).statuses();
      var instances =
          statuses.stream()
              .filter(status -> status.role() == ModelRole.LIVE)
              .map(ModelStatus::instance)
              .toList();
      var answers =
          statuses.stream()
              .filter(status -> status.role() == role && status.state() != ModelState.LOADING)
              .filter(status -> status.announcedSha256().equals(announcement.sha256()))
              .toList();
      boolean late = System.nanoTime() > deadline;
      if (answers.size() >= instances.size() || late) {
        return told(instances, answers);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
  }

  private boolean told(List<String> instances, List<ModelStatus> answers) {
    var out = spec.commandLine().getOut();
    answers.stream().map(ModelBoard::line).forEach(out::println);
    var silent =
        instances.stream()
            .filter(
                instance -> answers.stream().noneMatch(told -> told.instance().equals(instance)))
            .toList();
    silent.forEach(instance -> out.println(instance + "  has not answered yet"));
    if (instances.isEmpty()) {
      out.println("No monitor is running: those that start will serve it.");
    }
    out.flush();
    return silent.isEmpty()
        && answers.stream().noneMatch(status -> status.state() == ModelState.REFUSED);
  }
}
