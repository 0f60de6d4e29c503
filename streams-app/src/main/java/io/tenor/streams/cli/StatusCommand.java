package io.tenor.streams.cli;

import io.tenor.schema.EventSerdes;
import io.tenor.streams.admin.LatestRecords;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how the audio of each sensor comes in. */
@Command(
    name = "status",
    description = {
      "Show the sensors that the monitor knows: one line for each, as it was told last.",
      "What is late, missing or set back is told of those that have it. Times are capture times of"
          + " the last audio."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor status",
      "  ./tenor status --json | jq 'select(.state == \"offline\") | .sensor'"
    })
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(names = "--json", description = "Print each status as a line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    var topic = kafka.topics().status();
    kafka.requireTopics(List.of(topic));
    var out = spec.commandLine().getOut();
    var latest = latest(topic);
    if (latest.isEmpty()) {
      spec.commandLine().getErr().println("No sensor was heard yet.");
    }
    latest.values().forEach(out::println);
    out.flush();
    return 0;
  }

  /** The last status of each sensor that is not forgotten, as it is printed, by key. */
  private Map<String, String> latest(String topic) {
    var printer =
        new EventPrinter<>(
            EventSerdes.status().deserializer(),
            new EventText(ZoneId.systemDefault())::line,
            json,
            spec.commandLine().getOut(),
            spec.commandLine().getErr());
    var latest = new TreeMap<String, String>();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(kafka.consumerProps())) {
      LatestRecords.of(consumer, topic)
          .forEach((key, record) -> printer.text(record).ifPresent(text -> latest.put(key, text)));
    }
    return latest;
  }
}
