package io.tenor.streams.cli;

import io.tenor.schema.EventSerdes;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "  ./tenor alerts --from-beginning --json --timeout 5 | jq .state",
      "  ./tenor alerts --webhook https://nurses.example/alerts --webhook-secret-file webhook.secret",
      "  TENOR_WEBHOOK_SECRET=whsec_... ./tenor alerts --webhook http://localhost:8080/ --group desk"
    })
final class AlertsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;
  @Mixin private Tail tail;

  /** Null, as picocli has it, unless one of its options is given. */
  @ArgGroup(exclusive = false, heading = "%nSending alerts to a receiver:%n")
  private WebhookOptions webhook;

  @Override
  public Integer call() throws InterruptedException {
    if (webhook != null) {
      new WebhookRun(spec.commandLine(), kafka, tail).send(webhook);
    } else {
      show();
    }
    return 0;
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
