package io.tenor.streams.cli;

import io.tenor.schema.EventSerdes;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(names = "--json", description = "Print each event as a line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    tail.check();
    var commandLine = spec.commandLine();
    String topic = kafka.topics().events();
    kafka.requireTopics(List.of(topic));
    var printer =
        new EventPrinter<>(
            EventSerdes.event().deserializer(),
            new EventText(ZoneId.systemDefault())::line,
            json,
            commandLine.getOut(),
            commandLine.getErr());
    tail.read(
        kafka.consumerProps(),
        topic,
        () -> commandLine.getErr().println("Reading " + topic + ". Ctrl-C stops."),
        printer);
    return 0;
  }
}
