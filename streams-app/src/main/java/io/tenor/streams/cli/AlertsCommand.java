package io.tenor.streams.cli;

import io.tenor.schema.EventJson;
import io.tenor.schema.EventSerdes;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows alerts as they come, or sends them to a receiver. */
@Command(
    name = "alerts",
    description = {
      "Show alerts as they are raised, escalated, acknowledged and cleared, or expire, or send them"
          + " to a receiver.",
      "Times are capture times: when the state changed."
    },
    mixinStandardHelpOptions = true,
    subcommands = AlertAckCommand.class,
    footer = {
      "",
      "With --webhook, --from-beginning counts for a group that is new, --max counts alerts that were"
          + " delivered, --timeout begins again with each, and --json prints a summary at the end.",
      "",
      "Examples:",
      "  ./tenor alerts",
      "  ./tenor alerts --open",
      "  ./tenor alerts --from-beginning --json --timeout 5 | jq .state",
      "  ./tenor alerts --webhook https://nurses.example/alerts --webhook-secret-file webhook.secret",
      "  TENOR_WEBHOOK_SECRET=whsec_... ./tenor alerts --webhook http://localhost:8080/ --group desk"
    })
final class AlertsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;
  @Mixin private Tail tail;

  @Option(
      names = "--open",
      description =
          "Show the alerts that have not ended, as they are now, the most urgent first, and end.")
  private boolean open;

  /** Null, as picocli has it, unless one of its options is given. */
  @ArgGroup(exclusive = false, heading = "%nSending alerts to a receiver:%n")
  private WebhookOptions webhook;

  @Override
  public Integer call() throws InterruptedException {
    if (open && webhook != null) {
      throw UserException.wrongUse("Give --open or --webhook, and not both.");
    }
    if (open) {
      showOpen();
    } else if (webhook != null) {
      new WebhookRun(spec.commandLine(), kafka, tail).send(webhook);
    } else {
      show();
    }
    return 0;
  }

  private void showOpen() {
    var topic = kafka.topics().alerts();
    kafka.requireTopics(List.of(topic));
    var command = spec.commandLine();
    var text = new EventText(ZoneId.systemDefault());
    try (var consumer = new KafkaConsumer<byte[], byte[]>(kafka.consumerProps())) {
      var alerts = OpenAlerts.read(consumer, topic, command);
      if (alerts.isEmpty()) {
        command.getErr().println("No alert is open.");
      }
      for (var alert : alerts) {
        command.getOut().println(tail.isJson() ? EventJson.toJson(alert) : text.line(alert));
      }
    }
    command.getOut().flush();
  }

  private void show() {
    tail.print(
        spec.commandLine(),
        kafka,
        kafka.topics().alerts(),
        EventSerdes.alert().deserializer(),
        new EventText(ZoneId.systemDefault())::line);
  }
}
