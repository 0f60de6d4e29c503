package io.tenor.streams.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tenor.schema.AlertState;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.streams.TestKafka;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how smooth the board of many sensors is in a real browser, and how late an alert. */
@Command(
    name = "src/frames/run",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Show many sensors in a headless Chromium and measure its frames, and how long an alert takes"
          + " from its topic into the page.",
      "The last line is JSON, in ms. Exit status 1 if more than 5 %% of the frames took more than"
          + " 100 ms, or the alert two seconds: on a machine that does nothing else."
    },
    footer = {"", "Example:", "  src/frames/run --sensors 200"})
final class BoardFrames implements Callable<Integer> {

  /**
   * Frames of ten seconds, and what scripts, styles and layout took in each, as the browser itself
   * measures those of more than 50 ms.
   */
  private static final String FRAMES =
      """
      new Promise(done => {
        const long = [];
        const watch = new PerformanceObserver(list => list.getEntries().forEach(e => long.push(e.duration)));
        try { watch.observe({type: 'long-animation-frame'}); } catch (e) { }
        const gaps = []; let last = performance.now(); const end = last + 10000;
        requestAnimationFrame(function frame(now) {
          gaps.push(now - last); last = now;
          if (now < end) { requestAnimationFrame(frame); } else {
            watch.disconnect();
            gaps.sort((a, b) => a - b);
            done({frames: gaps.length, median: gaps[gaps.length >> 1],
                  p99: gaps[Math.floor(gaps.length * 0.99)], longest: gaps[gaps.length - 1],
                  over100: gaps.filter(g => g > 100).length, busy: Math.max(0, ...long)});
          }
        });
      })
      """;

  private static final double MOST_SLOW = 0.05;
  private static final long MOST_LATE_MS = 2_000;

  private static final String SEEN =
      """
      window.seen = new Promise(done => new MutationObserver(() =>
        document.querySelector('.alert') && done(Date.now()))
          .observe(document.body, {subtree: true, childList: true, attributes: true})); 0
      """;

  @Option(
      names = "--sensors",
      defaultValue = "200",
      description = "Sensors that speak (default: ${DEFAULT-VALUE}).")
  private int sensors;

  /** The command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BoardFrames()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var chromium = Browser.find();
    if (chromium.isEmpty()) {
      err.println(
          "There is no Chromium: set TENOR_CHROMIUM to one, or install the package chromium.");
      return 2;
    }
    try (var kafka = TestKafka.start();
        var stage = new Stage(kafka);
        var crowd = new Crowd(stage, sensors);
        var dashboard = stage.dashboard(0, false);
        var browser = Browser.start(chromium.get(), Files.createTempDirectory("tenor-frames-"));
        var page = browser.newPage()) {
      crowd.speak();
      page.open(dashboard.address());
      page.await("document.querySelectorAll('.tile').length === " + sensors);
      err.printf("%d sensors are shown; measuring, about 10 s left.%n", sensors);
      var frames = page.eval(FRAMES);
      long late = alertMs(stage, page);
      boolean smooth = frames.get("over100").asDouble() / frames.get("frames").asInt() < MOST_SLOW;
      new PrintWriter(System.out, true, StandardCharsets.UTF_8).println(report(frames, late));
      return smooth && late < MOST_LATE_MS ? 0 : 1;
    }
  }

  private static long alertMs(Stage stage, BrowserPage page) {
    page.eval(SEEN);
    var now = Instant.ofEpochMilli(System.currentTimeMillis());
    stage.say(Stage.status(SensorContext.WARD, "bed-late", SensorState.ONLINE, now));
    stage.say(
        Stage.alert(
            SensorContext.WARD, "bed-late", "distress", Priority.HIGH, AlertState.RAISED, now));
    stage.producer().flush();
    return page.eval("window.seen").asLong() - now.toEpochMilli();
  }

  private JsonNode report(JsonNode frames, long alertMs) {
    var report = JsonNodeFactory.instance.objectNode().put("sensors", sensors);
    frames.properties().forEach(entry -> report.set(entry.getKey(), entry.getValue()));
    return report.put("alertMs", alertMs);
  }
}
