package io.tenor.streams.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a broker until it is told to stop. */
@Command(
    name = "broker",
    description = {
      "Run a real single-node Kafka broker on this machine, for trying things out.",
      "It listens on localhost only, without encryption. Ctrl-C stops it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example, with topics that are still there the next time:",
      "  ./tenor broker --data ~/tenor-data"
    })
final class BrokerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "9092",
      description = "The port to listen on; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the topics in this directory. Default: a temporary one, deleted at the end.")
  private Optional<Path> data = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    try (Shutdown shutdown = Shutdown.onSignal();
        EmbeddedBroker broker = EmbeddedBroker.start(port, data)) {
      out.println("Kafka is ready at " + broker.bootstrapServers());
      out.println(
          data.map(directory -> "Topics are kept in " + directory)
              .orElse("Topics are gone when it stops; keep them with --data DIR"));
      out.println("Stop with Ctrl-C");
      shutdown.awaitSignal();
    }
    return 0;
  }
}
