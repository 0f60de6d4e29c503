package io.tenor.streams.cli;

import io.tenor.schema.EventSerdes;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows alerts as they come. */
@Command(
    name = "alerts",
    description = {
      "Show alerts as they are raised, escalated, acknowledged and cleared, or expire.",
      "Times are capture times: when the state changed."
    },
    mixinStandardHelpOptions = true,
    subcommands = AlertAckCommand.class,
    footer = {
      "",
      "Examples:",
      "  ./tenor alerts",
      "  ./tenor alerts --from-beginning --json --timeout 5 | jq .state"
    })
final class AlertsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;
  @Mixin private Tail tail;

  @Override
  public Integer call() {
    tail.print(
        spec.commandLine(),
        kafka,
        kafka.topics().alerts(),
        EventSerdes.alert().deserializer(),
        new EventText(ZoneId.systemDefault())::line);
    return 0;
  }
}
