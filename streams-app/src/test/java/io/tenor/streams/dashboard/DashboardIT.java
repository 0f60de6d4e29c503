package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A real browser looks at the page; what the topics say is made up here. */
class DashboardIT {

  private static final Path PICTURES = Path.of("target", "dashboard");

  @TempDir private static Path profile;
  @TempDir private Path folder;
  private static TestKafka kafka;
  private static Browser browser;
  private Stage stage;
  private BrowserPage page;

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

  @BeforeEach
  void open() throws Exception {
    stage = new Stage(kafka);
    page = browser.newPage();
  }

  @AfterEach
  void close(TestInfo test) {
    page.screenshot(
        PICTURES.resolve("last-" + test.getTestMethod().orElseThrow().getName() + ".png"));
    page.close();
    stage.close();
  }

  private static Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }

  private static URI at(Dashboard dashboard, String hash) {
    return dashboard.address().resolve("/" + hash);
  }

  private void bed(String name, String label) {
    stage.say(Stage.status(SensorContext.WARD, name, SensorState.ONLINE, now()));
    stage.say(Stage.event(SensorContext.WARD, name, now(), label, 0.8));
    stage.producer().flush();
  }

  @Test
  void sensorsAppearAndAnAlertIsThereByItselfAndCanBeAcknowledged() throws Exception {
    try (var dashboard = stage.dashboard(0, false)) {
      // Given
      bed("bed-1", "neutral");
      page.open(at(dashboard, ""));
      page.awaitText("#grid", "bed-1");
      page.awaitText("#grid", "neutral");
      page.eval(
          "window.seen = new Promise(done => new MutationObserver(() =>"
              + " document.querySelector('.unseen-alert .ack:not([hidden])') && done(Date.now()))"
              + ".observe(document.body, {subtree: true, childList: true, attributes: true})); 0");

      // When
      var raised = now();
      stage.say(
          Stage.alert(
              SensorContext.WARD, "bed-1", "distress", Priority.HIGH, AlertState.RAISED, raised));
      stage.producer().flush();
      long seen = page.eval("window.seen").asLong();

      // Then
      assertThat(seen).isGreaterThanOrEqualTo(raised.toEpochMilli());
      assertThat(page.text("#grid")).contains("!!! high");
      assertThat(page.text(".side")).contains("sounds like anger or fear, 86 %", "distress");
      page.await("document.title.startsWith('(1)')");
      assertThat(page.eval("document.getElementById('shout').textContent").asText())
          .contains("high alert: bed-1");

      // When: somebody acknowledges it, and a monitor says so
      page.click(".ack");
      page.awaitText(".alert .message", "First say who you are");
      page.type("nurse 12");
      page.click(".ack");
      page.awaitText(".alert .message", "Sent. Waiting for the monitor");
      var ack = Acks.first(kafka, stage.topics());
      stage.say(
          Stage.alert(
              SensorContext.WARD,
              "bed-1",
              "distress",
              Priority.HIGH,
              AlertState.ACKNOWLEDGED,
              raised));

      // Then
      page.awaitText(".alert .state", "seen by nurse 12");
      assertThat(ack.by()).isEqualTo("nurse 12");
      assertThat(ack.alert()).startsWith("distress/ward/bed-1/");
      page.await("document.title === 'Tenor' && document.querySelector('.ack').hidden");
      assertThat(page.errors()).isEmpty();
    }
  }

  @Test
  void aRestartOfTheServerIsSurvivedWithoutAReload() throws Exception {
    int port;
    try (var first = stage.dashboard(0, false)) {
      // Given
      port = first.port();
      bed("bed-1", "sadness");
      page.open(at(first, ""));
      page.awaitText("#grid", "sadness");
      page.eval("window.mark = 1; 0");
      assertThat(page.errors()).isEmpty();
    }

    // When
    page.awaitText("#banner", "what you see is old");
    assertThat(page.text("#grid")).contains("bed-1");
    bed("bed-2", "anger");
    try (var second = stage.dashboard(port, false)) {

      // Then
      page.awaitText("#grid", "bed-2");
      page.await("document.getElementById('banner').hidden && window.mark === 1");
      bed("bed-1", "happiness");
      page.awaitText("#grid", "happiness");
      assertThat(second.port()).isEqualTo(port);
      assertThat(page.errors()).allMatch(error -> error.contains("\"source\":\"network\""));
    }
  }

  @Test
  void whatIsHostileIsText() throws Exception {
    // Given
    var script = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>";
    var huge = "h".repeat(100_000);
    var turned = "bed\u202E4\u200F\u200B";
    for (var id : List.of(script, huge, turned)) {
      bed(id, "anger");
      stage.say(
          Stage.alert(SensorContext.WARD, id, script, Priority.HIGH, AlertState.RAISED, now()));
    }
    stage.send(
        stage.topics().events(), "x", now(), "\0<script>window.pwned=1</script>".getBytes(UTF_8));
    stage.send(
        stage.topics().status(), "x", now(), "{\"sensor\":\"bad\\u0000id\"}".getBytes(UTF_8));
    try (var dashboard = stage.dashboard(0, false)) {

      // When
      page.open(at(dashboard, ""));
      page.await("document.querySelectorAll('.tile').length === 3");
      page.await("document.querySelectorAll('.side .alert').length === 3");

      // Then
      var names =
          page.eval(
                  "[...document.querySelectorAll('.tile .name')].map(n => n.textContent).join('\\n')")
              .asText();
      assertThat(names).contains(script, "bed[U+202E]4[U+200F][U+200B] #", "h".repeat(200) + "… #");
      assertThat(names.length()).isLessThan(1_000);
      page.screenshot(PICTURES.resolve("hostile.png"));

      // When: the page of such a sensor is opened
      page.eval(
          "[...document.querySelectorAll('.tile a')].find(a => a.textContent.includes('<script>')).click()");

      // Then
      page.await("document.querySelector('h1 bdi')?.textContent.startsWith('<script>')");
      page.awaitText(".sensor-head .heard", "anger");
      assertThat(page.eval("window.pwned === undefined").asBoolean()).isTrue();
      assertThat(page.errors()).isEmpty();
    }
  }

  @Test
  void whoHasTheTokenStaysSignedInThroughARestart() throws Exception {
    int port;
    var access =
        new Access.Token("a-token-of-this-test", Optional.of(folder.resolve("token.signed-out")));
    try (var dashboard = stage.dashboard(0, access, false)) {
      // Given
      port = dashboard.port();
      bed("bed-1", "fear");
      page.open(at(dashboard, ""));
      page.awaitText("main", "Token of this dashboard");
      assertThat(page.inaccessible()).isEmpty();

      // When
      page.type("not the right one");
      page.press("Enter");
      page.awaitText(".message", "That is not the token.");
      page.type("a-token-of-this-test");
      page.press("Enter");

      // Then
      page.awaitText("#grid", "bed-1");
      assertThat(page.eval("document.cookie").asText()).isEmpty();
    }
    try (var dashboard = stage.dashboard(port, access, false)) {
      bed("bed-2", "fear");
      page.awaitText("#grid", "bed-2");

      // When
      page.click("#leave");

      // Then
      page.awaitText("main", "Token of this dashboard");
      assertThat(dashboard.port()).isEqualTo(port);
    }
  }

  @Test
  void keysLeadEverywhere() throws Exception {
    try (var dashboard = stage.dashboard(0, false)) {
      // Given
      for (int n = 1; n <= 6; n++) {
        bed("bed-" + n, "neutral");
      }
      page.open(at(dashboard, ""));
      page.await("document.querySelectorAll('.tile').length === 6");

      // When
      page.press("/");
      page.type("bed-3");

      // Then
      page.await("document.querySelectorAll('.tile').length === 1");
      page.eval("document.getElementById('search').value = ''; 0");
      page.type("bed");
      page.press("Escape");
      page.await("document.querySelectorAll('.tile').length === 6");
      page.eval("document.querySelector('.tile a[tabindex=\"0\"]').focus(); 0");
      page.press("Home");
      page.press("ArrowRight");
      page.await("document.activeElement.textContent.includes('bed-2')");
      page.press("Enter");
      page.awaitText("h1", "bed-2");
      page.press("Escape");
      page.awaitText("#grid", "bed-6");
      page.press("a");
      page.awaitText("main", "No alert is open.");
      page.press("?");
      page.await("document.getElementById('keys').open");
      assertThat(page.inaccessible()).isEmpty();
      assertThat(page.errors()).isEmpty();
    }
  }
}
