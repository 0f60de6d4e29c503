package io.tenor.streams.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.EventJson;
import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model list}: what is announced, and what each monitor serves. */
@Command(
    name = "list",
    description = {
      "List the models that are announced, and what each running monitor serves.",
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./tenor model list --bootstrap-server kafka:9092"})
final class ModelListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--json",
      description = "Print one line of JSON: the announcements and the statuses.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    var topics = kafka.topics();
    kafka.requireTopics(List.of(topics.models(), topics.modelStatus()));
    var board = ModelBoard.read(kafka);
    var out = spec.commandLine().getOut();
    if (json) {
      ObjectMapper mapper = EventJson.newMapper();
      out.println(
          mapper.writeValueAsString(
              Map.of("announced", board.announced().values(), "statuses", board.statuses())));
    } else {
      for (var role : ModelRole.values()) {
        out.println(
            "%-6s  %s"
                .formatted(
                    role.label(),
                    board.announced().containsKey(role)
                        ? line(board.announced().get(role))
                        : "nothing is announced"));
      }
      if (board.statuses().isEmpty()) {
        out.println("No monitor is running.");
      }
      board.statuses().stream().map(ModelBoard::line).forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private static String line(ModelAnnouncement model) {
    return "%s  sha256 %s…  %s  announced %s"
        .formatted(
            model.model(), ModelBoard.digits(model.sha256()), model.address(), model.publishedAt());
  }
}
