package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenor.streams.TestKafka;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser shows two hundred sensors: whether it is accessible, and fits. */
class LargeBoardIT {

  private static final Path PICTURES = Path.of("target", "dashboard");

  /** Where the pictures of the README are written, if that is asked for. */
  private static final Optional<Path> README =
      Optional.ofNullable(System.getProperty("tenor.dashboard.pictures")).map(Path::of);

  @TempDir private Path profile;

  @Test
  void twoHundredSensorsAreAccessibleAndFitAPhone() throws Exception {
    var chromium = Browser.find();
    assumeTrue(
        chromium.isPresent(),
        "There is no Chromium: set TENOR_CHROMIUM to one, or install the package chromium.");
    try (var kafka = TestKafka.start();
        var stage = new Stage(kafka);
        var crowd = new Crowd(stage, 200);
        var dashboard = stage.dashboard(0, false);
        var browser = Browser.start(chromium.get(), profile);
        var page = browser.newPage()) {
      // Given
      crowd.raise();
      crowd.speak();
      page.dark(false);
      page.open(dashboard.address());
      page.await("document.querySelectorAll('.tile').length === 200");
      page.await("document.querySelectorAll('.side .alert').length === 6");
      page.await("document.querySelector('.tile .name').textContent === 'bed-2-08'");

      // When and then: it looks like this, and can be read by those who do not see it
      var wrong = new ArrayList<String>();
      look(page, "board-light", wrong);
      README.ifPresent(folder -> page.screenshot(folder.resolve("dashboard-board.png")));
      page.dark(true);
      look(page, "board-dark", wrong);
      page.open(URI.create(dashboard.address() + "#/alerts"));
      page.awaitText("main", "Ended (1)");
      look(page, "alerts-dark", wrong);
      page.dark(false);
      look(page, "alerts-light", wrong);
      page.size(390, 844, true);
      fits(page, "alerts-phone");
      page.open(URI.create(dashboard.address() + "#/"));
      page.await("document.querySelectorAll('.tile').length === 200");
      look(page, "board-phone", wrong);
      fits(page, "board-phone");
      page.open(URI.create(dashboard.address() + "#/sensor/ward/bed-1-07"));
      page.awaitText(".sensor-head", "bed-1-07");
      page.await("document.querySelectorAll('.facts dt').length > 5");
      look(page, "sensor-phone", wrong);
      fits(page, "sensor-phone");
      page.size(1440, 900, false);
      look(page, "sensor-light", wrong);
      page.dark(true);
      look(page, "sensor-dark", wrong);
      assertThat(wrong).isEmpty();
      assertThat(page.errors()).isEmpty();
    }
  }

  private static void look(BrowserPage page, String name, List<String> wrong) {
    page.eval("new Promise(done => setTimeout(done, 1300))");
    page.screenshot(PICTURES.resolve(name + ".png"));
    page.inaccessible().forEach(found -> wrong.add(name + ": " + found));
  }

  private static void fits(BrowserPage page, String name) {
    page.screenshot(PICTURES.resolve(name + ".png"));
    assertThat(page.eval("document.documentElement.scrollWidth").asInt())
        .as(name)
        .isLessThanOrEqualTo(390);
  }
}
