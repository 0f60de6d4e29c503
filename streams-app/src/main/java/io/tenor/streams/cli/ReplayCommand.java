package io.tenor.streams.cli;

import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPartitions;
import io.tenor.streams.replay.Pacer;
import io.tenor.streams.replay.ReplayPlan;
import io.tenor.streams.replay.TopicSource;
import io.tenor.streams.replay.TopicSpan;
import io.tenor.streams.replay.Transfer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a recorded topic again. */
@Command(
    name = "replay",
    sortOptions = false,
    description = {
      "Send the records of a topic to another one again, with their keys, headers, times and order:"
          + " at the pace at which they were captured, faster, or as fast as the broker takes them."
          + " It ends where the topic ended when it began.",
      "A replay that is stopped or killed goes on where it was when the same command is given again;"
          + " no record is lost or sent twice.",
      "A monitor that hears the copy gives the same events and alerts."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor replay --from-topic audio.ward --from 2026-11-25T22:00:00Z --to 2026-11-26T06:00:00Z \\",
      "    --to-topic night.audio.ward",
      "  ./tenor monitor --topic-prefix night. --timers stream --purpose research",
      "  ./tenor replay --from-topic night.audio.ward --sensor bed-7 --to-topic audio.ward --speed 1 --shift-time"
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--from-topic",
      paramLabel = "TOPIC",
      required = true,
      description = "The topic that was recorded; its whole name, with any prefix.")
  private String fromTopic;

  @Option(
      names = "--to-topic",
      paramLabel = "TOPIC",
      required = true,
      description = "Where to send it; made like the other one if there is none.")
  private String toTopic;

  @Mixin private SpanOptions span;

  @Mixin private SpeedOption speed;

  @Option(
      names = "--longest-pause",
      paramLabel = "MIN",
      defaultValue = "5",
      description =
          "Pauses that are longer are left out, minutes. A sensor whose clock is further off holds"
              + " nobody up. Default: ${DEFAULT-VALUE}.")
  private double longestPauseMinutes;

  @Option(
      names = "--shift-time",
      description =
          "Move all times so that the first record is captured now. Default: times are kept.")
  private boolean shiftTime;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of --to-topic if it is made. Default: as many as --from-topic has.")
  private Optional<Integer> partitions = Optional.empty();

  @Option(
      names = "--restart",
      description = "Begin anew, also where an earlier run of the same command was stopped.")
  private boolean restart;

  @Mixin private KafkaOptions kafka;

  @Override
  public Integer call() throws InterruptedException {
    var factor = speed.factor();
    if (!(longestPauseMinutes > 0)) {
      throw UserException.wrongUse("The --longest-pause is a number of minutes above 0.");
    }
    if (fromTopic.equals(toTopic)) {
      throw UserException.wrongUse(
          "--to-topic is the topic that is read: give another one, such as replay.%s."
              .formatted(fromTopic));
    }
    if (partitions.filter(n -> n < 1).isPresent()) {
      throw UserException.wrongUse("The --partitions is a number above 0.");
    }
    span.span();
    requireSource();
    var run = new TransferRun(spec.commandLine(), kafka, name());
    var ended = run.run(restart, (admin, committed) -> job(admin, committed, factor));
    var out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d records sent from %s to %s in %.1f s.",
            ended.sent(),
            fromTopic,
            toTopic,
            ended.seconds()));
    if (!ended.complete()) {
      out.println("Stopped before the end; the same command goes on from here.");
    }
    return 0;
  }

  private void requireSource() {
    try (var admin = Admin.create(kafka.adminProps())) {
      if (!new TopicAdmin(admin).missing(List.of(fromTopic)).isEmpty()) {
        throw UserException.failure(
            "The broker at %s has no topic %s: correct --from-topic."
                .formatted(kafka.bootstrapServers(), fromTopic));
      }
    }
  }

  /** Two runs are the same if they send the same records to the same topic. */
  private String name() {
    var what = "%s %s %s".formatted(fromTopic, toTopic, span.text());
    return "tenor-replay-" + Integer.toHexString(what.hashCode());
  }

  private TransferRun.Job job(
      Admin admin, Map<TopicPartition, OffsetAndMetadata> committed, OptionalDouble factor) {
    var consumer = new KafkaConsumer<byte[], byte[]>(consumerProps());
    try {
      var read = TopicPartitions.of(consumer, fromTopic);
      new TopicAdmin(admin).createLike(fromTopic, toTopic, partitions.orElse(read.size()));
      var resumed = ReplayPlan.resume(committed);
      resumed.ifPresent(
          plan ->
              spec.commandLine()
                  .getErr()
                  .println("Going on where an earlier run of this command was stopped."));
      var plan = resumed.orElseGet(() -> begin(consumer, read));
      var pacer = new Pacer(Duration.ofMillis((long) (6e4 * longestPauseMinutes)));
      var source = new TopicSource(consumer, plan, span.wanted(), pacer::dueMs);
      return new TransferRun.Job(
          source, new Transfer.Settings(topic -> toTopic, plan.shiftMs(), factor), pacer);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private ReplayPlan begin(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> read) {
    var ranges = span.span().ranges(consumer, read);
    return new ReplayPlan(ranges, shiftTime ? shift(ranges) : 0);
  }

  /** What brings the first record that has a time to this moment. */
  private long shift(Map<TopicPartition, TopicSpan.Range> ranges) {
    var look = new KafkaConsumer<byte[], byte[]>(consumerProps());
    try (var source =
        new TopicSource(
            look, new ReplayPlan(ranges, 0), span.wanted(), record -> record.timestamp())) {
      var first = source.next();
      while (first.filter(record -> record.timestamp() < 0).isPresent()) {
        first = source.next();
      }
      return first.map(record -> System.currentTimeMillis() - record.timestamp()).orElse(0L);
    }
  }

  private Map<String, Object> consumerProps() {
    var config = new HashMap<>(kafka.consumerProps());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return config;
  }
}
