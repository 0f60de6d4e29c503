package io.tenor.streams.cli;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.LatestRecords;
import io.tenor.streams.admin.PublishedRules;
import io.tenor.streams.alert.RuleException;
import io.tenor.streams.alert.RuleFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at alert rules and puts them in force. */
@Command(
    name = "rules",
    description = "Look at alert rules, and put them in force on all monitors.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      RulesCommand.Check.class,
      RulesCommand.Publish.class,
      RulesCommand.Show.class,
      RulesCommand.Withdraw.class
    })
final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The rules that are published, as JSON. */
  private static Optional<String> published(KafkaOptions kafka) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(kafka.consumerProps())) {
      return Optional.ofNullable(
              LatestRecords.of(consumer, kafka.topics().alertRules()).get(Topics.RULES_KEY))
          .map(record -> new String(record.value(), StandardCharsets.UTF_8));
    }
  }

  /** {@code rules check}: says what a file of rules means, or what is wrong with it. */
  @Command(
      name = "check",
      description = {
        "Say in words what a file of rules means, or in one sentence what is wrong with it.",
        "No broker is needed. Exit status 2 if it cannot be used."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  ./tenor rules check ward-7.yaml"})
  static final class Check implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A YAML file of rules.")
    private Path file;

    @Override
    public Integer call() {
      var out = spec.commandLine().getOut();
      RuleText.lines(RuleFiles.read(file).rules()).forEach(out::println);
      out.flush();
      return 0;
    }
  }

  /** {@code rules publish}: puts rules in force. */
  @Command(
      name = "publish",
      description = {
        "Put rules in force on all monitors that were not started with --rules, from their next"
            + " window on. Every alert carries the version of the rules.",
        "Alerts that are open go on by the new rules; one whose rule is gone expires. Exit status 2"
            + " if the file cannot be used: the old rules stay."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  ./tenor rules publish ward-7.yaml"})
  static final class Publish implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOptions kafka;

    @Parameters(paramLabel = "FILE", description = "A YAML file of rules.")
    private Path file;

    @Override
    public Integer call() {
      var read = RuleFiles.read(file);
      var json = RuleFile.toJson(read.text());
      kafka.requireTopics(List.of(kafka.topics().alertRules()));
      requireVersionOfItsOwn(read.rules().version(), json);
      try (var producer = new KafkaProducer<byte[], byte[]>(kafka.producerProps())) {
        new PublishedRules(producer, kafka.topics(), Clock.systemUTC())
            .publish(read.rules().version(), json);
      }
      spec.commandLine()
          .getOut()
          .println(
              "The rules %s are in force: %d of them."
                  .formatted(read.rules().version(), read.rules().rules().size()));
      return 0;
    }

    /** Alerts name the version alone: it must not mean two things. */
    private void requireVersionOfItsOwn(String version, String json) {
      var published = published(kafka);
      if (published
          .filter(text -> !text.equals(json) && version.equals(version(text)))
          .isPresent()) {
        throw UserException.wrongUse(
            "Other rules are published as version %s: give these a version of their own."
                .formatted(version));
      }
    }

    private static String version(String text) {
      try {
        return RuleFile.parse(text).version();
      } catch (RuleException e) {
        return ""; // monitors refuse it as well
      }
    }
  }

  /** {@code rules show}: prints rules. */
  @Command(
      name = "show",
      description =
          "Print the rules that are published, as JSON; or those that Tenor ships, as a file to"
              + " start from.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  ./tenor rules show",
        "  ./tenor rules show --shipped ward > ward-7.yaml"
      })
  static final class Show implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOptions kafka;

    @Option(
        names = "--shipped",
        paramLabel = "CONTEXT",
        converter = ContextConverter.class,
        completionCandidates = ContextConverter.Candidates.class,
        description = "driver or ward: print what Tenor ships. No broker is needed.")
    private Optional<SensorContext> shipped = Optional.empty();

    @Override
    public Integer call() {
      var out = spec.commandLine().getOut();
      if (shipped.isPresent()) {
        out.print(RuleFile.shipped(shipped.get()));
        out.flush();
        return 0;
      }
      kafka.requireTopics(List.of(kafka.topics().alertRules()));
      published(kafka)
          .ifPresentOrElse(
              out::println,
              () ->
                  spec.commandLine()
                      .getErr()
                      .println(
                          "No rules are published: monitors use their own, or those that Tenor"
                              + " ships."));
      out.flush();
      return 0;
    }
  }

  /** {@code rules withdraw}: takes back what is published. */
  @Command(
      name = "withdraw",
      description = "Take back the rules that are published: monitors go back to their own.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  ./tenor rules withdraw"})
  static final class Withdraw implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOptions kafka;

    @Override
    public Integer call() {
      kafka.requireTopics(List.of(kafka.topics().alertRules()));
      try (var producer = new KafkaProducer<byte[], byte[]>(kafka.producerProps())) {
        new PublishedRules(producer, kafka.topics(), Clock.systemUTC()).withdraw();
      }
      spec.commandLine().getOut().println("No rules are published now.");
      return 0;
    }
  }
}
