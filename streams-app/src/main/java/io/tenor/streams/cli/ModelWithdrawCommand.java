package io.tenor.streams.cli;

import io.tenor.schema.ModelRole;
import io.tenor.streams.admin.Announcements;
import io.tenor.streams.admin.ModelFiles;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model withdraw}: takes an announcement back. */
@Command(
    name = "withdraw",
    description = {
      "Take back what is announced: monitors go back to the model that Tenor ships, or without a"
          + " shadow.",
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./tenor model withdraw --role shadow"})
final class ModelWithdrawCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "live",
      converter = RoleConverter.class,
      description = "live (default) or shadow.")
  private ModelRole role;

  @Override
  public Integer call() {
    var topics = kafka.topics();
    kafka.requireTopics(List.of(topics.models(), topics.modelFiles()));
    try (var producer = new KafkaProducer<byte[], byte[]>(kafka.producerProps());
        var consumer = new KafkaConsumer<byte[], byte[]>(kafka.consumerProps())) {
      new Announcements(producer, topics).withdraw(role);
      ModelFiles.clean(consumer, producer, topics, ModelBoard.read(kafka).announced().values());
    }
    spec.commandLine().getOut().println("No %s model is announced now.".formatted(role.label()));
    return 0;
  }
}
