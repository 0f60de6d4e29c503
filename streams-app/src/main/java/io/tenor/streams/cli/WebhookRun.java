package io.tenor.streams.cli;

import io.tenor.streams.admin.GroupOffsets;
import io.tenor.streams.webhook.SinkConsumer;
import io.tenor.streams.webhook.SinkSummary;
import io.tenor.streams.webhook.WebhookSettings;
import io.tenor.streams.webhook.WebhookSink;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;

/** {@code alerts --webhook}: sends alerts until there is a reason to end. */
final class WebhookRun {

  private final CommandLine command;
  private final KafkaOptions kafka;
  private final Tail tail;

  WebhookRun(CommandLine command, KafkaOptions kafka, Tail tail) {
    this.command = command;
    this.kafka = kafka;
    this.tail = tail;
  }

  /**
   * Sends alerts.
   *
   * @throws UserException if that is not possible, or the receiver wants no more
   */
  void send(WebhookOptions options) throws InterruptedException {
    var settings = settings(options);
    kafka.requireTopics(List.of(settings.topic()));
    begin(settings);
    var report = new WebhookReport(settings, command.getErr());
    var properties = SinkConsumer.properties(kafka.consumerProps(), settings.group());
    var sink = new WebhookSink(settings, properties, report);
    var shutdown = Shutdown.onSignal(sink::requestStop);
    try {
      var summary = sink.run();
      tell(summary);
      if (summary.end() == SinkSummary.End.GONE) {
        throw gone(settings);
      }
    } finally {
      shutdown.close();
    }
  }

  private static UserException gone(WebhookSettings settings) {
    return UserException.failure(
        "The receiver at %s wants no more alerts (HTTP 410): they are kept for group %s; start again when it takes them."
            .formatted(settings.receiver(), settings.group()));
  }

  private WebhookSettings settings(WebhookOptions options) {
    tail.check();
    return new WebhookSettings(
        options.url(),
        options.secrets(Optional.ofNullable(System.getenv(WebhookOptions.SECRET_VARIABLE))),
        Version.userAgent(),
        WebhookSettings.DEFAULT_TIMEOUT,
        kafka.topics().alerts(),
        options.group(),
        tail.max(),
        tail.patience());
  }

  private void begin(WebhookSettings settings) {
    try (var admin = Admin.create(kafka.adminProps())) {
      if (!GroupOffsets.begin(admin, settings.group(), settings.topic(), tail.isFromBeginning())) {
        throw UserException.failure(
            "The group %s reads another topic than %s: choose another name with --group."
                .formatted(settings.group(), settings.topic()));
      }
    }
  }

  private void tell(SinkSummary summary) {
    if (tail.isJson()) {
      command.getOut().println(WebhookReport.json(summary));
      command.getOut().flush();
    } else {
      command.getErr().println(WebhookReport.line(summary));
      command.getErr().flush();
    }
  }
}
