package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenor.schema.AlertState;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.streams.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many tabs of one browser, which has six connections to a server. */
class TabsIT {

  /** A tab that somebody looks at, or does not. */
  private static final String LOOKED_AT =
      "window.lookedAt = true; Object.defineProperty(document, 'visibilityState',"
          + " {get: () => window.lookedAt ? 'visible' : 'hidden'});";

  @TempDir private static Path profile;
  private static TestKafka kafka;
  private static Browser browser;
  private Stage stage;

  @BeforeAll
  static void start() throws IOException {
    var chromium = Browser.find();
    assumeTrue(
        chromium.isPresent(),
        "There is no Chromium: set TENOR_CHROMIUM to one, or install the package chromium.");
    kafka = TestKafka.start();
    browser = Browser.start(chromium.get(), profile);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  private static Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }

  private final List<BrowserPage> tabs = new ArrayList<>();

  @BeforeEach
  void open() {
    stage = new Stage(kafka);
  }

  @AfterEach
  void close() {
    tabs.forEach(BrowserPage::close);
    stage.close();
  }

  private void bed(String name, String label) {
    stage.say(Stage.status(SensorContext.WARD, name, SensorState.ONLINE, now()));
    stage.say(Stage.event(SensorContext.WARD, name, now(), label, 0.8));
    stage.producer().flush();
  }

  private BrowserPage tab(URI address, String... before) throws Exception {
    var tab = browser.newPage();
    tabs.add(tab);
    for (var script : before) {
      tab.before(script);
    }
    tab.open(address);
    return tab;
  }

  private void acknowledgeIn(BrowserPage tab, String name) {
    stage.say(
        Stage.alert(SensorContext.WARD, name, "distress", Priority.HIGH, AlertState.RAISED, now()));
    stage.producer().flush();
    tab.toFront();
    tab.await("document.querySelector('.alert .ack:not([hidden])') !== null");
    tab.eval("document.querySelector('.who input').focus(); 0");
    tab.type("nurse 12");
    tab.click(".alert .ack");
    assertThat(Acks.first(kafka, stage.topics()).alert()).startsWith("distress/ward/" + name);
  }

  @Test
  void sevenBoardsAndThreeSensorsAreShownAndAnAlertIsAcknowledgedInTheLast() throws Exception {
    try (var dashboard = stage.dashboard(0, true)) {
      // Given
      for (int n = 1; n <= 3; n++) {
        bed("bed-" + n, "neutral");
      }
      for (int n = 1; n <= 7; n++) {
        tab(dashboard.address(), LOOKED_AT).awaitText("#grid", "bed-3");
      }
      for (int n = 1; n <= 3; n++) {
        var tab = tab(dashboard.address().resolve("/#/sensor/ward/bed-" + n), LOOKED_AT);
        tab.awaitText(".sensor-head .heard", "neutral");
      }

      // When: each sensor says something else
      for (int n = 1; n <= 3; n++) {
        bed("bed-" + n, n == 1 ? "anger" : "sadness");
      }

      // Then: each page has its own
      tabs.get(7).awaitText(".sensor-head .heard", "anger");
      tabs.get(8).awaitText(".sensor-head .heard", "sadness");
      tabs.get(9).awaitText(".sensor-head .heard", "sadness");
      for (var tab : tabs.subList(0, 7)) {
        tab.toFront(); // what is behind is told, and not drawn
        tab.awaitText("#grid", "anger");
        assertThat(tab.text("#link-text")).isEqualTo("live");
      }

      // When: the first page goes back to the board, and another to a sensor
      tabs.get(7).press("Escape");
      tabs.get(0).eval("location.hash = '#/sensor/ward/bed-2'; 0");

      // Then
      tabs.get(7).toFront();
      tabs.get(7).awaitText("#grid", "bed-3");
      tabs.get(0).toFront();
      tabs.get(0).awaitText(".sensor-head .heard", "sadness");
      tabs.get(0).await("document.querySelectorAll('.facts dt').length > 5");

      // When
      acknowledgeIn(tabs.get(9), "bed-3");

      // Then
      for (var tab : tabs) {
        tab.await("document.title.startsWith('(1)')");
        assertThat(tab.errors()).isEmpty();
      }
    }
  }

  @Test
  void aNewTabIsToldTheWholeAndTheOthersGoOnWhenOneIsClosed() throws Exception {
    try (var dashboard = stage.dashboard(0, false)) {
      // Given
      bed("bed-1", "fear");
      var first = tab(dashboard.address());
      first.awaitText("#grid", "fear");
      var second = tab(dashboard.address());
      second.awaitText("#grid", "fear");

      // When
      first.close();
      tabs.remove(first);
      bed("bed-1", "boredom");

      // Then
      second.toFront();
      second.awaitText("#grid", "boredom");
      tab(dashboard.address()).awaitText("#grid", "boredom");
    }
  }

  @Test
  void withoutSharedWorkersTabsLetGoWhileNobodyLooks() throws Exception {
    try (var dashboard = stage.dashboard(0, false)) {
      // Given
      bed("bed-1", "fear");
      for (int n = 1; n <= 8; n++) {
        var tab = tab(dashboard.address(), "delete window.SharedWorker;", LOOKED_AT);
        tab.awaitText("#grid", "fear");
        if (n < 8) {
          tab.eval(
              "window.lookedAt = false; document.dispatchEvent(new Event('visibilitychange')); 0");
        }
      }

      // When
      acknowledgeIn(tabs.get(7), "bed-1");
      tabs.get(0)
          .eval("window.lookedAt = true; document.dispatchEvent(new Event('visibilitychange')); 0");

      // Then
      tabs.get(0).toFront();
      tabs.get(0).await("document.querySelector('.alert .ack:not([hidden])') !== null");
      assertThat(tabs.get(0).errors()).isEmpty();
    }
  }
}
