package io.tenor.streams.cli;

import io.tenor.streams.dashboard.Access;
import io.tenor.streams.dashboard.Dashboard;
import io.tenor.streams.dashboard.DashboardSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The page that a demo serves, to this machine only. */
final class DemoDashboard {

  private static final int DEFAULT_PORT = 8080;
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      description =
          "Serve the page at this port. Default: 8080, or any free one where that is taken; with"
              + " --json there is none unless asked for.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--listen-audio",
      description =
          "Show the spectrogram of the recordings given with --audio on that page. Default: that of"
              + " the built-in voices only.")
  private boolean listenAudio;

  /** The page while the demo runs, if there is one. */
  record Running(Optional<Dashboard> dashboard) implements AutoCloseable {

    /** Where it is, in a line. */
    String notice() {
      return dashboard.map(page -> "Dashboard: " + page.address()).orElse("");
    }

    @Override
    public void close() {
      dashboard.ifPresent(Dashboard::close);
    }
  }

  /**
   * Checks the options.
   *
   * @throws UserException naming the wrong one
   */
  void check() {
    if (port.filter(number -> number < 0 || number > MAX_PORT).isPresent()) {
      throw UserException.wrongUse(
          "--dashboard-port is %d: give 1 to %d, or 0 for any free one."
              .formatted(port.get(), MAX_PORT));
    }
  }

  /**
   * Serves it, and says where.
   *
   * @param json whether the demo is for a program
   * @param people whether its audio may be of people
   * @throws UserException if the port that was asked for cannot be had
   */
  Running start(KafkaOptions kafka, boolean json, boolean people, Consumer<String> say) {
    if (json && port.isEmpty()) {
      return new Running(Optional.empty());
    }
    var dashboard = start(kafka, listenAudio || !people);
    say.accept("The dashboard is at " + dashboard.address());
    return new Running(Optional.of(dashboard));
  }

  private Dashboard start(KafkaOptions kafka, boolean listen) {
    int first = port.orElse(DEFAULT_PORT);
    try {
      return Dashboard.start(settings(kafka, first, listen), Clock.systemUTC());
    } catch (IOException e) {
      if (port.isEmpty() && isTaken(e)) {
        return anywhere(kafka, listen);
      }
      throw UserException.failure(
          "The dashboard cannot have port %d (%s): give another one with --dashboard-port."
              .formatted(first, e.getMessage()),
          e);
    }
  }

  private static Dashboard anywhere(KafkaOptions kafka, boolean listen) {
    try {
      return Dashboard.start(settings(kafka, 0, listen), Clock.systemUTC());
    } catch (IOException e) {
      throw UserException.failure(
          "The dashboard cannot be served (%s): free a port of this machine."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static boolean isTaken(IOException failure) {
    return failure instanceof BindException || failure.getCause() instanceof BindException;
  }

  private static DashboardSettings settings(KafkaOptions kafka, int port, boolean listen) {
    return new DashboardSettings(
        kafka.topics(),
        kafka.consumerProps(),
        kafka.producerProps(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new Access.ThisMachine(),
        listen);
  }
}
