package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenor.schema.AlertState;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.streams.TestKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sound of alerts, where the browser holds it back. */
class SoundIT {

  /** Keeps the context, and the time of each tone. */
  private static final String RECORD =
      """
      const Real = window.AudioContext;
      window.tones = [];
      window.AudioContext = class extends Real {
        constructor() {
          super();
          window.context = this;
        }
        createOscillator() {
          const tone = super.createOscillator();
          const start = tone.start.bind(tone);
          tone.start = (at) => { window.tones.push(at); start(at); };
          return tone;
        }
      };
      """;

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

  private BrowserPage page;

  @BeforeEach
  void open() throws Exception {
    stage = new Stage(kafka);
    page = browser.newPage();
    page.before(RECORD);
  }

  @AfterEach
  void close() {
    page.close();
    stage.close();
  }

  private Instant alert(String name, Priority priority) {
    var raised = now();
    say(name, priority, AlertState.RAISED, raised);
    return raised;
  }

  private void say(String name, Priority priority, AlertState state, Instant raised) {
    stage.say(Stage.alert(SensorContext.WARD, name, "distress", priority, state, raised));
    stage.producer().flush();
  }

  private void awaitUnseen(int alerts) {
    page.await("document.title.startsWith('(%d)')".formatted(alerts));
  }

  @Test
  void whatIsHeldBackIsSaidAndRingsOnceForWhatIsThereStill() throws Exception {
    try (var dashboard = stage.dashboard(0, false)) {
      // Given
      stage.say(Stage.status(SensorContext.WARD, "bed-1", SensorState.ONLINE, now()));
      stage.producer().flush();
      page.open(dashboard.address());
      page.awaitText("#grid", "bed-1");
      assertThat(page.text("#sound")).isEqualTo("Sound off");
      page.touch("#sound");
      page.awaitText("#sound", "Sound on");
      alert("bed-1", Priority.MEDIUM);
      awaitUnseen(1);
      page.await("window.tones.length === 3");

      // When: the browser suspends it, and alerts come
      page.eval("window.context.suspend()");

      // Then
      page.awaitText("#sound", "Sound blocked");
      page.awaitText("#banner", "click anywhere in this page to hear alerts");
      page.eval("window.tones = []; 0");
      var high = alert("bed-2", Priority.HIGH);
      awaitUnseen(2);
      alert("bed-3", Priority.MEDIUM);
      awaitUnseen(3);
      alert("bed-4", Priority.LOW);
      awaitUnseen(4);
      say("bed-2", Priority.HIGH, AlertState.CLEARED, high);
      awaitUnseen(3);
      assertThat(page.eval("window.tones.length").asInt()).isZero();
      assertThat(page.inaccessible()).isEmpty();

      // When
      double frozen = page.eval("window.context.currentTime").asDouble();
      page.touch("#tally");

      // Then: one ring, of the most urgent that is open
      page.awaitText("#sound", "Sound on");
      page.await("document.getElementById('banner').hidden");
      page.await("window.tones.length > 0");
      assertThat(page.eval("window.tones.length").asInt()).isEqualTo(3);
      assertThat(page.eval("Math.min(...window.tones)").asDouble()).isGreaterThanOrEqualTo(frozen);
      assertThat(page.errors()).isEmpty();

      // When: it is suspended and resumed, and nothing came
      page.eval("window.tones = []; 0");
      page.await("window.context.currentTime > %s + 2".formatted(frozen));
      page.eval("window.context.suspend().then(() => window.context.resume())");
      page.awaitText("#sound", "Sound on");
      assertThat(page.eval("window.tones.length").asInt()).isZero();
    }
  }

  @Test
  void aSoundThatNobodyCouldAllowIsNotSaidToBeOn() throws Exception {
    try (var dashboard = stage.dashboard(0, false)) {
      // Given
      page.open(dashboard.address());
      page.awaitText("#link-text", "live");

      // When: a script presses the button, which is no person
      page.click("#sound");

      // Then
      page.awaitText("#sound", "Sound blocked");
      page.awaitText("#banner", "The browser holds the sound back");

      // When
      page.touch("#sound");

      // Then
      page.awaitText("#sound", "Sound on");
      page.touch("#sound");
      page.awaitText("#sound", "Sound off");
    }
  }
}
