package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.TestMonitors;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A voice, a real monitor and a real browser: from the microphone to who has seen the alert. */
class ListeningIT {

  private static final Path PICTURES = Path.of("target", "dashboard");
  private static final Optional<Path> README =
      Optional.ofNullable(System.getProperty("tenor.dashboard.pictures")).map(Path::of);

  private static final int RATE_HZ = 16_000;
  private static final int CHUNK = 4_000;

  /** Whatever is spoken meets it at once. */
  private static final String RULES =
      """
      {"version": "ward-2", "smoothing": {"model": "none"}, "rules": [{"name": "ward-distress",
       "emotions": ["anger", "fear"], "raise": 0.5, "clear": 0.1, "for": "1s", "coolDown": "1s",
       "expire": "1h"}]}
      """;

  @TempDir private Path directory;

  private static void speak(Stage stage, Instant since) {
    var voices = List.of("neutral", "sadness", "neutral", "anger", "fear");
    var said = new ArrayList<short[]>();
    for (int n = 0; n < voices.size(); n++) {
      said.add(new VoiceSynthesizer(VoiceProfile.of(voices.get(n)), n).next(11 * RATE_HZ));
    }
    int at = 0;
    for (var samples : said) {
      for (int from = 0; from < samples.length; from += CHUNK) {
        var unused =
            stage
                .producer()
                .send(
                    AudioRecords.of(
                        stage.topics().audio(SensorContext.WARD),
                        "bed-4",
                        "s1",
                        since.toEpochMilli(),
                        at,
                        Arrays.copyOfRange(samples, from, from + CHUNK)));
        at += CHUNK;
      }
    }
    stage.producer().flush();
  }

  @Test
  void aVoiceIsSeenHeardAndItsAlertAcknowledged() throws Exception {
    var chromium = Browser.find();
    assumeTrue(
        chromium.isPresent(),
        "There is no Chromium: set TENOR_CHROMIUM to one, or install the package chromium.");
    try (var kafka = TestKafka.start();
        var stage = new Stage(kafka)) {
      stage.send(
          stage.topics().alertRules(), Topics.RULES_KEY, Instant.EPOCH, RULES.getBytes(UTF_8));
      stage.producer().flush();
      try (var monitor =
              TestMonitors.start(
                  kafka, stage.topics(), ModelChoice.SHIPPED, directory.resolve("m"));
          var dashboard = stage.dashboard(0, true);
          var browser = Browser.start(chromium.get(), directory.resolve("b"));
          var page = browser.newPage()) {
        // Given
        assertThat(monitor.awaitRunning(Patience.LIMIT)).isTrue();
        page.dark(true);
        page.size(1440, 690, false);
        page.open(URI.create(dashboard.address() + "#/sensor/ward/bed-4"));
        page.awaitText(".sensor .message", "This sensor is not known");

        // When
        speak(stage, Instant.ofEpochMilli(System.currentTimeMillis() - 55_000));

        // Then
        page.await(
            "document.querySelector('.shares').getAttribute('aria-label').includes('percent')");
        page.await(
            """
            (() => { const c = document.querySelector('.sound');
              const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
              let red = 0; for (let i = 0; i < d.length; i += 4) red += d[i] > 200 && d[i + 2] < 90;
              return red > 500; })()
            """);
        page.awaitText(".alert .what", "sounds like anger or fear");
        page.await("document.querySelectorAll('.facts dt').length > 5");

        // When
        page.eval("document.querySelector('.who input').focus(); 0");
        page.type("nurse 12");
        page.eval("new Promise(done => setTimeout(done, 500))");
        page.screenshot(PICTURES.resolve("listening.png"));
        README.ifPresent(folder -> page.screenshot(folder.resolve("dashboard-sensor.png")));
        page.click(".alert .ack");

        // Then: the monitor says so
        page.awaitText(".alert .state", "seen by nurse 12");
        assertThat(page.inaccessible()).isEmpty();
        assertThat(page.errors()).isEmpty();
      }
    }
  }
}
