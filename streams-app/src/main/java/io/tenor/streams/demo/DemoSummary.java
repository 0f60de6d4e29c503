package io.tenor.streams.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Locale;

/**
 * What came of a demo.
 *
 * @param sensors how many sensors spoke
 * @param audioSeconds audio sent, all sensors together
 * @param windows complete windows in that audio
 * @param events events read; as many as windows when nothing was lost
 * @param alerts alerts raised
 * @param rejected chunks that could not be read
 * @param p50LatencyMs from the capture of a window's last sample to its event being readable,
 *     median
 * @param p99LatencyMs the 99th percentile
 */
public record DemoSummary(
    int sensors,
    double audioSeconds,
    long windows,
    long events,
    long alerts,
    long rejected,
    long p50LatencyMs,
    long p99LatencyMs) {

  /**
   * Sums up.
   *
   * @param audio audio sent, all sensors together
   * @param windows complete windows in it
   */
  public static DemoSummary of(Board board, int sensors, Duration audio, long windows) {
    var seen = board.snapshot();
    return new DemoSummary(
        sensors,
        Math.rint(audio.toMillis() / 10.0) / 100,
        windows,
        seen.events(),
        seen.alerts(),
        seen.rejected(),
        seen.p50LatencyMs(),
        seen.p99LatencyMs());
  }

  String toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "summary")
        .put("sensors", sensors)
        .put("audioSeconds", audioSeconds)
        .put("windows", windows)
        .put("events", events)
        .put("alerts", alerts)
        .put("rejected", rejected)
        .put("p50LatencyMs", p50LatencyMs)
        .put("p99LatencyMs", p99LatencyMs)
        .toString();
  }

  String toText() {
    return String.format(
        Locale.ROOT,
        "%d sensors sent %.1f s of audio: %d windows, %d events, %d alerts raised, %d chunks"
            + " rejected. From the last sample of a window to its event: median %d ms, 99 %% within"
            + " %d ms.",
        sensors,
        audioSeconds,
        windows,
        events,
        alerts,
        rejected,
        p50LatencyMs,
        p99LatencyMs);
  }
}
