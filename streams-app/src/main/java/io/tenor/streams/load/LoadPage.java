package io.tenor.streams.load;

import io.tenor.report.Markup;
import io.tenor.report.Page;
import io.tenor.report.Plot;
import io.tenor.report.Plot.Axis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A load as one HTML file that needs no other: latency, lag and what was used over time. */
public final class LoadPage {

  private static final List<String> STYLES = List.of("first", "second", "third", "fourth");

  private final LoadSummary summary;
  private final List<LoadSecond> seconds;
  private final Markup page;

  private LoadPage(LoadSummary summary, List<LoadSecond> seconds) {
    this.summary = summary;
    this.seconds = seconds;
    this.page = Page.open(text("Tenor: %,d sensors at once", summary.sensors()));
  }

  /** Writes the page, making its folder. */
  public static void write(LoadSummary summary, List<LoadSecond> seconds, Path file)
      throws IOException {
    Page.write(of(summary, seconds), file);
  }

  /** The page. */
  static String of(LoadSummary summary, List<LoadSecond> seconds) {
    return new LoadPage(summary, seconds).page();
  }

  private String page() {
    page.element(
        "p",
        text(
            "They spoke %.0f %% of the time, in chunks of %d ms; %.0f s were measured. Latency counts"
                + " from the capture of a window's last sample to its event being readable. The"
                + " system %s.",
            100 * summary.speechShare(),
            summary.chunkMs(),
            summary.seconds(),
            summary.keptUp() ? "kept up" : "did not keep up"));
    cards();
    page.open("div", "class", "pictures");
    latency();
    throughput();
    lag();
    cores();
    page.close("div");
    processes();
    return Page.close(page);
  }

  private void cards() {
    page.open("dl", "class", "cards");
    var l = summary.latency();
    card("median", text("%.0f ms", l.p50Ms()), text("of %,d windows", l.windows()));
    card("99 % within", text("%.0f ms", l.p99Ms()), text("99.9 %%: %.0f ms", l.p999Ms()));
    card("longest", text("%.0f ms", l.maxMs()), "");
    card("lost", text("%,d", summary.lost()), text("of %,d windows", summary.windows()));
    card("doubled", text("%,d", summary.doubled()), "");
    card("cores", text("%.2f", summary.cores()), "all processes together");
    card(
        "audio scored",
        text("%.0f s/s", summary.scoredPerSecond()),
        text("%.0f s/s sent", summary.sentPerSecond()));
    page.close("dl");
  }

  private void card(String name, String value, String quiet) {
    page.open("div").element("dt", name).element("dd", value);
    page.element("dd", quiet, "class", "quiet").close("div");
  }

  private void latency() {
    var plot = plot("Latency", "latency, ms", s -> orZero(s.windows().maxMs()));
    curve(plot, "first", "median", s -> s.windows().p50Ms());
    curve(plot, "second", "99 %", s -> s.windows().p99Ms());
    curve(plot, "fourth", "longest", s -> s.windows().maxMs());
    Page.picture(page, "Latency", plot.markup(), "Of the windows that came in each second.");
  }

  private void throughput() {
    var plot =
        plot("Audio", "audio, s a second", s -> Math.max(s.sentSeconds(), s.scoredSeconds()));
    curve(plot, "first", "sent", LoadSecond::sentSeconds);
    curve(plot, "second", "scored", LoadSecond::scoredSeconds);
    Page.picture(page, "Audio sent and scored", plot.markup(), "Seconds of audio in each second.");
  }

  private void lag() {
    var plot = plot("Lag", "records", LoadSecond::lagRecords);
    curve(plot, "first", "waiting", LoadSecond::lagRecords);
    Page.picture(
        page,
        "Lag",
        plot.markup(),
        "Chunks that the monitors had not committed, those of the open transaction among them.");
  }

  private void cores() {
    var plot =
        plot(
            "Cores",
            "cores",
            s -> s.processes().stream().mapToDouble(ProcessMeter.Use::cores).max().orElse(0));
    for (int i = 0; i < Math.min(STYLES.size(), summary.processes().size()); i++) {
      int which = i;
      curve(
          plot,
          STYLES.get(i),
          summary.processes().get(i).name(),
          s -> s.processes().get(which).cores());
    }
    Page.picture(page, "Processors", plot.markup(), "Cores in use by each process.");
  }

  private Plot plot(String description, String axis, ToDoubleFunction<LoadSecond> highest) {
    double end = seconds.stream().mapToDouble(LoadSecond::second).max().orElse(1);
    double high = Math.max(1e-3, seconds.stream().mapToDouble(highest).max().orElse(1));
    return new Plot(
        description + " over the seconds of the load",
        Axis.numbers("second", Math.max(1, end)),
        Axis.numbers(axis, high));
  }

  private void curve(Plot plot, String style, String name, ToDoubleFunction<LoadSecond> value) {
    var points = new ArrayList<double[]>();
    for (var second : seconds) {
      double y = value.applyAsDouble(second);
      if (!Double.isNaN(y) && y >= 0) {
        points.add(new double[] {second.second(), y});
      }
    }
    plot.curve("series " + style, points).named("series " + style, name);
  }

  private void processes() {
    page.element("h2", "Processes");
    Page.openTable(
        page,
        List.of(
            "process",
            "cores",
            "memory at most, MB",
            "collections",
            "longest, ms",
            "allocated, MB/s"));
    for (var use : summary.processes()) {
      page.open("tr").element("th", use.name(), "scope", "row");
      page.element("td", text("%.2f", use.cores()));
      page.element("td", use.peakBytes() == 0 ? "" : text("%d", use.peakBytes() >> 20));
      page.element("td", use.gc().map(gc -> text("%d", gc.collections())).orElse(""));
      page.element("td", use.gc().map(gc -> text("%.1f", gc.longestMs())).orElse(""));
      page.element("td", use.gc().map(gc -> text("%.1f", gc.bytesPerSecond() / 1e6)).orElse(""));
      page.close("tr");
    }
    Page.closeTable(page);
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
