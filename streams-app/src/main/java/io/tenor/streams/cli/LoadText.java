package io.tenor.streams.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.streams.load.GcLog;
import io.tenor.streams.load.LoadPlan;
import io.tenor.streams.load.LoadSecond;
import io.tenor.streams.load.LoadSummary;
import io.tenor.streams.load.LoadSummary.ProcessUse;
import java.util.Locale;

/** What a load says, for a person and for a program. */
final class LoadText {

  private LoadText() {}

  /** One second as a line of JSON. */
  static String json(LoadSecond second) {
    var line =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "second")
            .put("second", rounded(second.second()))
            .put("phase", second.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("sentAudioSeconds", rounded(second.sentSeconds()))
            .put("scoredAudioSeconds", rounded(second.scoredSeconds()));
    putMs(line, "p50LatencyMs", second.windows().p50Ms());
    putMs(line, "p99LatencyMs", second.windows().p99Ms());
    putMs(line, "maxLatencyMs", second.windows().maxMs());
    if (second.lagRecords() >= 0) {
      line.put("lagRecords", second.lagRecords());
    }
    var processes = line.putArray("processes");
    second
        .processes()
        .forEach(
            use -> {
              var process = processes.addObject().put("name", use.name());
              process.put("cpuCores", rounded(use.cores()));
              use.residentBytes().ifPresent(bytes -> process.put("rssBytes", bytes));
            });
    return line.toString();
  }

  /**
   * What came of it as a line of JSON.
   *
   * @param type {@code summary}, or {@code trial} for one of several
   */
  static String json(String type, LoadSummary summary) {
    var line =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type)
            .put("sensors", summary.sensors())
            .put("seconds", rounded(summary.seconds()))
            .put("speechShare", summary.speechShare())
            .put("chunkMs", summary.chunkMs())
            .put("windows", summary.windows())
            .put("scoredWindows", summary.spoken())
            .put("measuredWindows", summary.latency().windows())
            .put("sentAudioSeconds", rounded(summary.sentPerSecond()))
            .put("scoredAudioSeconds", rounded(summary.scoredPerSecond()));
    putMs(line, "p50LatencyMs", summary.latency().p50Ms());
    putMs(line, "p90LatencyMs", summary.latency().p90Ms());
    putMs(line, "p99LatencyMs", summary.latency().p99Ms());
    putMs(line, "p999LatencyMs", summary.latency().p999Ms());
    putMs(line, "maxLatencyMs", summary.latency().maxMs());
    line.put("lost", summary.lost()).put("doubled", summary.doubled());
    if (summary.maxLagRecords() >= 0) {
      line.put("maxLagRecords", summary.maxLagRecords());
    }
    line.put("generatorLateMs", rounded(summary.generatorLateMs()));
    line.put("cpuCores", rounded(summary.cores()));
    var processes = line.putArray("processes");
    summary.processes().forEach(use -> put(processes.addObject(), use));
    return line.put("keptUp", summary.keptUp()).toString();
  }

  private static void put(ObjectNode process, ProcessUse use) {
    process.put("name", use.name()).put("cpuCores", rounded(use.cores()));
    if (use.peakBytes() > 0) {
      process.put("peakRssBytes", use.peakBytes());
    }
    use.gc()
        .ifPresent(
            gc ->
                process
                    .put("gcPauses", gc.collections())
                    .put("longestGcPauseMs", rounded(gc.longestMs()))
                    .put("gcPauseMs", rounded(gc.totalMs()))
                    .put("allocatedBytesPerSecond", Math.round(gc.bytesPerSecond())));
  }

  private static void putMs(ObjectNode line, String name, double ms) {
    if (!Double.isNaN(ms)) {
      line.put(name, rounded(ms));
    }
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e3) / 1e3;
  }

  /** A few words before there is anything to tell. */
  static String starting(int sensors) {
    return "%,d sensors".formatted(sensors);
  }

  /** A few words on the newest second, beside a progress bar. */
  static String words(LoadPlan plan, LoadSecond second) {
    var windows = second.windows();
    return windows.windows() == 0
        ? "%,d sensors, %s".formatted(plan.sensors(), phase(second))
        : String.format(
            Locale.ROOT,
            "%,d sensors, %s, %,d windows/s, p50 %.0f ms, p99 %.0f ms",
            plan.sensors(),
            phase(second),
            windows.windows(),
            windows.p50Ms(),
            windows.p99Ms());
  }

  private static String phase(LoadSecond second) {
    return switch (second.phase()) {
      case WARMING_UP -> "warming up";
      case MEASURING -> "measuring";
      case DRAINING -> "waiting for the last windows";
    };
  }

  /** What came of a load, for a person. */
  static String table(LoadSummary s) {
    var text = new StringBuilder();
    var l = s.latency();
    line(
        text,
        "%,d sensors, speaking %.0f %% of the time, chunks of %d ms, measured for %.0f s",
        s.sensors(),
        100 * s.speechShare(),
        s.chunkMs(),
        s.seconds());
    line(text, "  audio sent      %10.1f s a second", s.sentPerSecond());
    line(text, "  audio scored    %10.1f s a second", s.scoredPerSecond());
    line(text, "  windows         %,10d   of which %,d with speech", s.windows(), s.spoken());
    line(text, "  lost            %,10d", s.lost());
    line(text, "  doubled         %,10d", s.doubled());
    line(
        text,
        "  latency         %10.0f ms median, %.0f 90 %%, %.0f 99 %%, %.0f 99.9 %%, %.0f max",
        l.p50Ms(),
        l.p90Ms(),
        l.p99Ms(),
        l.p999Ms(),
        l.maxMs());
    if (s.maxLagRecords() >= 0) {
      line(text, "  lag at most     %,10d records", s.maxLagRecords());
    }
    for (var use : s.processes()) {
      line(
          text,
          "  %-15s %10.2f cores%s%s",
          use.name(),
          use.cores(),
          memory(use),
          use.gc().map(gc -> collections(gc, s)).orElse(""));
    }
    line(
        text,
        "  %-15s %10.2f cores, %.2f ms a second and sensor",
        "together",
        s.cores(),
        1e3 * s.cores() / s.sensors());
    if (s.generatorLateMs() > 50) {
      line(
          text,
          "  (chunks were sent up to %.0f ms late: this machine could not send in time,"
              + " and that is part of the latency)",
          s.generatorLateMs());
    }
    if (s.foreign() > 0) {
      line(
          text,
          "  (%,d events fit no window of this model: give --model the one that the monitors"
              + " serve)",
          s.foreign());
    }
    return text.append(s.keptUp() ? "Kept up." : "Did not keep up.").toString();
  }

  private static String memory(ProcessUse use) {
    return use.peakBytes() == 0 ? "" : String.format(Locale.ROOT, ", %d MB", use.peakBytes() >> 20);
  }

  private static String collections(GcLog gc, LoadSummary s) {
    double windows = s.latency().windows() / s.seconds();
    return String.format(
        Locale.ROOT,
        ", %d collections (longest %.1f ms), %.0f kB allocated a window",
        gc.collections(),
        gc.longestMs(),
        windows == 0 ? 0 : gc.bytesPerSecond() / windows / 1e3);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
