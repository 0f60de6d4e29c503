package io.tenor.streams.cli;

import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicAdmin.TopicState;
import io.tenor.streams.admin.TopicPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates and lists the topics. */
@Command(
    name = "topics",
    description = "Create or list the topics that Tenor reads and writes.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {TopicsCommand.Create.class, TopicsCommand.ListTopics.class})
final class TopicsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code topics create}. */
  @Command(
      name = "create",
      description = {
        "Create every topic that is not there yet; those that are stay as they are.",
        "Audio is kept for 1 day, rejected audio for 3, events for 30, alerts and labels for 90;"
            + " change that with Kafka's own tools."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  ./tenor topics create --partitions 16 --replication-factor 3"})
  static final class Create implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOptions kafka;

    @Option(
        names = "--partitions",
        paramLabel = "N",
        defaultValue = "" + TopicPlan.DEFAULT_PARTITIONS,
        description =
            "Partitions a topic: so many stream threads, of all monitors together, can share the"
                + " work. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
        names = "--replication-factor",
        paramLabel = "N",
        description = "Copies of each topic. Default: what the cluster is set to.")
    private Optional<Integer> replicationFactor = Optional.empty();

    @Override
    public Integer call() {
      TopicPlan plan = plan();
      try (Admin admin = Admin.create(kafka.adminProps())) {
        var outcome = new TopicAdmin(admin).create(plan);
        var out = spec.commandLine().getOut();
        outcome.created().forEach(name -> out.println("created  " + name));
        outcome.existing().forEach(name -> out.println("exists   " + name + " (left as it is)"));
      }
      return 0;
    }

    private TopicPlan plan() {
      try {
        return new TopicPlan(kafka.topics(), partitions, replicationFactor);
      } catch (IllegalArgumentException e) {
        throw UserException.wrongUse(e.getMessage() + ".", e);
      }
    }
  }

  /** {@code topics list}. */
  @Command(
      name = "list",
      description = "List the topics that Tenor uses, and how they are set.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  ./tenor topics list --bootstrap-server kafka:9092"})
  static final class ListTopics implements Callable<Integer> {

    private static final String ROW = "%-30s %10s %8s  %-8s %s%n";

    @Spec private CommandSpec spec;
    @Mixin private KafkaOptions kafka;

    @Override
    public Integer call() {
      try (Admin admin = Admin.create(kafka.adminProps())) {
        var states = new TopicAdmin(admin).list(kafka.topics());
        var out = spec.commandLine().getOut();
        out.printf(ROW, "topic", "partitions", "replicas", "cleanup", "kept for");
        for (TopicState topic : states) {
          if (topic.exists()) {
            out.printf(
                ROW,
                topic.name(),
                topic.partitions(),
                topic.replicas(),
                topic.cleanup(),
                keptFor(topic));
          } else {
            out.printf(ROW, topic.name(), "-", "-", "-", "does not exist");
          }
        }
        out.flush();
        warn(states);
      }
      return 0;
    }

    /** Times of records are capture times: of audio, and of what is said of it. */
    private void warn(List<TopicState> states) {
      var overwritten =
          states.stream().filter(TopicState::hasLogAppendTime).map(TopicState::name).toList();
      if (!overwritten.isEmpty()) {
        spec.commandLine()
            .getErr()
            .printf(
                "The broker overwrites the times of %s, which are to be capture times: set"
                    + " message.timestamp.type=CreateTime there.%n",
                String.join(", ", overwritten));
      }
    }

    private static String keptFor(TopicState topic) {
      if (topic.cleanup().equals("compact")) {
        return "latest of each key";
      }
      long ms = Long.parseLong(topic.retentionMs());
      return ms < 0 ? "ever" : days(Duration.ofMillis(ms));
    }

    private static String days(Duration time) {
      long days = time.toDays();
      return days == 1 ? "1 day" : days > 1 ? days + " days" : time.toHours() + " hours";
    }
  }
}
