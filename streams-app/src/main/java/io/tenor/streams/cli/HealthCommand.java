package io.tenor.streams.cli;

import io.tenor.streams.health.HealthProbe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a monitor or a dashboard whether it is well: what a container's health check runs. */
@Command(
    name = "health",
    description = {
      "Ask a monitor or a dashboard whether it is well, once.",
      "Exit status 0: it is. 1: it is not, or nobody answers."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./tenor health http://127.0.0.1:9464/health/ready"})
final class HealthCommand implements Callable<Integer> {

  private static final int MOST_SECONDS = 600;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "Where it says how it is.")
  private URI address;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "5",
      description = "How long to wait for an answer, in seconds. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Override
  public Integer call() {
    if (timeoutSeconds < 1 || timeoutSeconds > MOST_SECONDS) {
      throw UserException.wrongUse(
          "--timeout is %d: give 1 to %d seconds.".formatted(timeoutSeconds, MOST_SECONDS));
    }
    var answer = ask();
    if (!answer.isHealthy()) {
      throw UserException.failure(
          "%s says that it is not well (HTTP status %d): its log says why."
              .formatted(address, answer.status()));
    }
    spec.commandLine().getOut().println("%s is well.".formatted(address));
    return 0;
  }

  private HealthProbe.Answer ask() {
    try {
      return new HealthProbe(address, Duration.ofSeconds(timeoutSeconds)).ask();
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(e.getMessage() + ".", e);
    } catch (IOException e) {
      throw UserException.failure(
          "Nobody answers at %s (%s): start it, or correct the address."
              .formatted(address, e.getClass().getSimpleName()),
          e);
    }
  }
}
