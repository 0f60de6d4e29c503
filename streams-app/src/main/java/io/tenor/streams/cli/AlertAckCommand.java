package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AlertAck;
import io.tenor.streams.admin.Acknowledgements;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts ack}: says that a person has seen alerts. */
@Command(
    name = "ack",
    description = {
      "Say that you have seen alerts. An alert that is acknowledged is not escalated; it goes on"
          + " until it is cleared or expires. The first acknowledgement counts.",
      "An id is the word after # in what ./tenor alerts prints, or .id with --json."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./tenor alerts ack ward-distress/ward/bed-4//1795632000000"})
final class AlertAckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The ids of the alerts.")
  private List<String> alerts;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who has seen them. Default: the name that you are logged in with.")
  private String by;

  @Override
  public Integer call() {
    var now = Clock.systemUTC().instant();
    var acks = alerts.stream().map(alert -> ack(alert, now)).toList();
    kafka.requireTopics(List.of(kafka.topics().alertAcks()));
    try (var producer = new KafkaProducer<byte[], byte[]>(kafka.producerProps())) {
      new Acknowledgements(producer, kafka.topics()).send(acks);
    }
    spec.commandLine()
        .getOut()
        .println(
            acks.size() == 1
                ? "Acknowledged by %s.".formatted(by)
                : "%d acknowledged by %s.".formatted(acks.size(), by));
    return 0;
  }

  private AlertAck ack(String alert, Instant now) {
    if (alert.chars().filter(c -> c == '/').count() != 4
        || alert.getBytes(UTF_8).length != alert.length()) {
      throw UserException.wrongUse(
          "'%s' is no id of an alert: they are rule/context/sensor/session/since, as ./tenor alerts"
                  .formatted(alert)
              + " prints them.");
    }
    try {
      return new AlertAck(alert, by, now);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(
          "The name given with --by cannot be used: %s.".formatted(e.getMessage()), e);
    }
  }
}
