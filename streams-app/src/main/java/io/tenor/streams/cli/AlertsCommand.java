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

/** Shows alerts as they come. */
@Command(
    name = "alerts",
    description = {
      "Show alerts as they are raised and cleared.",
      "Times are capture times: when the state changed."
    },
    mixinStandardHelpOptions = true,
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

  @Option(names = "--json", description = "Print each alert as a line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    tail.check();
    var commandLine = spec.commandLine();
    String topic = kafka.topics().alerts();
    kafka.requireTopics(List.of(topic));
    var printer =
        new EventPrinter<>(
            EventSerdes.alert().deserializer(),
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
