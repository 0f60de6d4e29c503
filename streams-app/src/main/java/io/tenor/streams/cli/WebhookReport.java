package io.tenor.streams.cli;

import io.tenor.streams.webhook.SinkListener;
import io.tenor.streams.webhook.SinkSummary;
import io.tenor.streams.webhook.Waiting;
import io.tenor.streams.webhook.WebhookSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells a person what becomes of alerts that are sent. Nothing of an alert is in it. */
final class WebhookReport implements SinkListener {

  private final WebhookSettings settings;
  private final PrintWriter err;

  WebhookReport(WebhookSettings settings, PrintWriter err) {
    this.settings = settings;
    this.err = err;
  }

  @Override
  public void started() {
    tell(
        "Sending %s to %s%s, as group %s. Ctrl-C stops."
            .formatted(
                settings.topic(),
                settings.receiver(),
                settings.secrets().isEmpty() ? " without signature" : "",
                settings.group()));
  }

  @Override
  public void leftOut(ConsumerRecord<byte[], byte[]> record) {
    tell(EventPrinter.leftOut(record));
  }

  @Override
  public void failing(String kind, boolean lasting, Duration retryIn) {
    tell(
        "The receiver at %s fails (%s)%s. Alerts wait; the next try is in %s."
            .formatted(
                settings.receiver(),
                kind,
                lasting ? ": check the URL and the secret" : "",
                text(retryIn)));
  }

  @Override
  public void stillFailing(String kind, Waiting waiting, Optional<Duration> retryIn) {
    tell(
        "The receiver at %s still fails (%s). %s; the next try is %s."
            .formatted(
                settings.receiver(),
                kind,
                text(waiting),
                retryIn.map(duration -> "in " + text(duration)).orElse("on its way")));
  }

  @Override
  public void worksAgain(Duration after) {
    tell("The receiver at %s works again, after %s.".formatted(settings.receiver(), text(after)));
  }

  /** The summary as a line for people. */
  static String line(SinkSummary summary) {
    return "Delivered %d alert%s in %d attempt%s. %s."
        .formatted(
            summary.delivered(),
            plural(summary.delivered()),
            summary.attempts(),
            plural(summary.attempts()),
            text(summary.waiting()));
  }

  /** The summary as a line of JSON. */
  static String json(SinkSummary summary) {
    return "{\"type\":\"summary\",\"delivered\":%d,\"attempts\":%d,\"waiting\":%d}"
        .formatted(summary.delivered(), summary.attempts(), summary.waiting().count());
  }

  private static String text(Waiting waiting) {
    if (waiting.count() == 0) {
      return waiting.exact() ? "None waits" : "How many wait is not known";
    }
    return "%s%d alert%s"
        .formatted(waiting.exact() ? "" : "Up to ", waiting.count(), plural(waiting.count()))
        .concat(waiting.count() == 1 ? " waits" : " wait");
  }

  private static String plural(long count) {
    return count == 1 ? "" : "s";
  }

  /** Seconds, rounded up, below two minutes; else minutes. */
  private static String text(Duration duration) {
    long seconds = Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  private void tell(String line) {
    err.println(line);
    err.flush();
  }
}
