package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.webhook.SinkSummary;
import io.tenor.streams.webhook.SinkSummary.End;
import io.tenor.streams.webhook.Waiting;
import io.tenor.streams.webhook.WebhookSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookReportTest {

  private final StringWriter err = new StringWriter();
  private final WebhookReport report =
      new WebhookReport(
          new WebhookSettings(
              URI.create("https://nurses.example:8443/a-path-that-is-a-secret?token=1"),
              List.of(),
              "tenor",
              Duration.ofSeconds(10),
              "emotion.alerts",
              "desk",
              Optional.empty(),
              Optional.empty()),
          new PrintWriter(err, true));

  @Test
  void saysWhatFailsHowManyWaitAndWhenItIsTriedAgain() {
    // When
    report.started();
    report.failing("HTTP 503", false, Duration.ofMillis(400));
    report.stillFailing("HTTP 401", new Waiting(1, true), Optional.of(Duration.ofMillis(61_001)));
    report.stillFailing("no connection", new Waiting(12, false), Optional.empty());
    report.worksAgain(Duration.ofMinutes(3));
    // Then
    assertThat(err.toString().lines())
        .containsExactly(
            "Sending emotion.alerts to https://nurses.example:8443 without signature, as group"
                + " desk. Ctrl-C stops.",
            "The receiver at https://nurses.example:8443 fails (HTTP 503). Alerts wait; the next"
                + " try is in 1 s.",
            "The receiver at https://nurses.example:8443 still fails (HTTP 401). 1 alert waits; the"
                + " next try is in 62 s.",
            "The receiver at https://nurses.example:8443 still fails (no connection). Up to 12"
                + " alerts wait; the next try is on its way.",
            "The receiver at https://nurses.example:8443 works again, after 3 min.");
  }

  @Test
  void namesTheRemedyWhereAPersonHasToDoSomething() {
    // When
    report.failing("HTTP 401", true, Duration.ofSeconds(40));
    // Then
    assertThat(err.toString()).contains("check the URL and the secret");
  }

  @Test
  void sumsUpForPeopleAndForPrograms() {
    // Given
    var summary = new SinkSummary(1, 3, new Waiting(0, true), End.STOPPED);
    // When
    var line = WebhookReport.line(summary);
    var json = WebhookReport.json(summary);
    // Then
    assertThat(line).isEqualTo("Delivered 1 alert in 3 attempts. None waits.");
    assertThat(json)
        .isEqualTo("{\"type\":\"summary\",\"delivered\":1,\"attempts\":3,\"waiting\":0}");
  }
}
