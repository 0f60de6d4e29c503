package io.tenor.streams.cli;

import io.tenor.streams.metrics.HttpEndpoint;
import io.tenor.streams.metrics.MonitorMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where a command serves its metrics and its health, if it does. */
final class HttpOption {

  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+):(\\d{1,5})");

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description = {
        "Serve /metrics for Prometheus, /health/live and /health/ready here, such as on"
            + " 127.0.0.1:9464; anybody who can reach it may read them. Port 0 takes any that is"
            + " free. Default: nothing is served."
      })
  private Optional<String> http = Optional.empty();

  /** Serves, if it is asked for. */
  Optional<HttpEndpoint> open(MonitorMetrics metrics) {
    return http.map(address -> open(address, metrics));
  }

  private static HttpEndpoint open(String text, MonitorMetrics metrics) {
    var address = address(text);
    if (address.isUnresolved()) {
      throw UserException.wrongUse(
          "--http is %s, and there is no host of that name: give an address of this machine, such as 127.0.0.1:9464."
              .formatted(text));
    }
    try {
      return HttpEndpoint.open(address, metrics);
    } catch (IOException e) {
      throw UserException.failure(
          "Metrics cannot be served on %s (%s): give --http another port, or an address of this machine."
              .formatted(text, e.getMessage()),
          e);
    }
  }

  private static InetSocketAddress address(String text) {
    var matched = ADDRESS.matcher(text);
    int port = matched.matches() ? Integer.parseInt(matched.group(2)) : -1;
    if (port < 0 || port > 65_535) {
      throw UserException.wrongUse(
          "--http is %s: give HOST:PORT, such as 127.0.0.1:9464.".formatted(text));
    }
    return new InetSocketAddress(matched.group(1), port);
  }
}
