package io.tenor.streams.cli;

import io.tenor.schema.SensorContext;
import io.tenor.streams.dashboard.Dashboard;
import io.tenor.streams.dashboard.DashboardSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves a page that shows the sensors and their alerts. */
@Command(
    name = "dashboard",
    description = {
      "Serve a page that shows the sensors, what is heard of each, and the alerts, which can be"
          + " acknowledged there. It reads the topics, whatever monitors write them.",
      "It is seen from this machine only, unless there is a token or a reverse proxy."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor dashboard",
      "  ./tenor dashboard --http 0.0.0.0:8080 --token-file token",
      "  ./tenor dashboard --http 0.0.0.0:8080 --behind-proxy 10.0.0.5 --host ward.example"
    })
final class DashboardCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;
  @Mixin private DashboardOptions options;

  @Override
  public Integer call() throws InterruptedException {
    var settings = options.settings(kafka);
    kafka.requireTopics(topics());
    try (var shutdown = Shutdown.onSignal();
        var dashboard = start(settings)) {
      var err = spec.commandLine().getErr();
      err.println(
          "The dashboard is at %s (%s). Ctrl-C stops."
              .formatted(dashboard.address(), options.audience()));
      err.flush();
      shutdown.awaitSignal();
    }
    return 0;
  }

  private List<String> topics() {
    var names = kafka.topics();
    var wanted =
        new ArrayList<>(List.of(names.events(), names.alerts(), names.status(), names.alertAcks()));
    if (options.listenAudio()) {
      for (var context : SensorContext.values()) {
        wanted.add(names.audio(context));
      }
    }
    return wanted;
  }

  private static Dashboard start(DashboardSettings settings) {
    try {
      return Dashboard.start(settings, Clock.systemUTC());
    } catch (IOException e) {
      throw cannotListen(settings.http(), e);
    }
  }

  private static UserException cannotListen(InetSocketAddress http, IOException e) {
    return UserException.failure(
        "The dashboard cannot listen at %s:%d (%s): give another address with --http."
            .formatted(http.getHostString(), http.getPort(), e.getMessage()),
        e);
  }
}
