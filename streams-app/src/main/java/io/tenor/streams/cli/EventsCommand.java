package io.tenor.streams.cli;

import io.tenor.schema.EventSerdes;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows emotion events as they come. */
@Command(
    name = "events",
    description = {
      "Show emotion events as they come: one line for each window of audio.",
      "Times are the capture times of the windows' ends."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor events",
      "  ./tenor events --from-beginning --json --timeout 5 | jq .label"
    })
final class EventsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;
  @Mixin private Tail tail;

  @Override
  public Integer call() {
    tail.print(
        spec.commandLine(),
        kafka,
        kafka.topics().events(),
        EventSerdes.event().deserializer(),
        new EventText(ZoneId.systemDefault())::line);
    return 0;
  }
}
