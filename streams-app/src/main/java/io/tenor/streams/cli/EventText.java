package io.tenor.streams.cli;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An event or an alert as one line for a person. */
final class EventText {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int BAR = 10;

  private final ZoneId zone;

  /** Shows times in this zone. */
  EventText(ZoneId zone) {
    this.zone = zone;
  }

  /** The end of the window, the sensor, what was heard and how surely, how much was speech. */
  String line(EmotionEvent event) {
    String heard =
        event.outcome() == Outcome.SILENCE
            ? " ".repeat(BAR + 5)
            : "%s %3.0f %%".formatted(bar(event.probability()), 100 * event.probability());
    return String.format(
            Locale.ROOT,
            "%s  %-6s  %-16s  %-9s  %-15s  speech %3.0f %%",
            time(event.end()),
            event.context().label(),
            event.sensor(),
            event.label(),
            heard,
            100 * event.speechShare())
        + (event.bridgedMs() > 0 ? "  (%d ms missing)".formatted(event.bridgedMs()) : "");
  }

  /** When, which sensor, which rule, what it has heard and since when. */
  String line(EmotionAlert alert) {
    return String.format(
        Locale.ROOT,
        "%s  %-6s  %-16s  %-7s  %-6s  %s: %s for %.1f s, %.0f %% (peak %.0f %%)",
        time(alert.at()),
        alert.context().label(),
        alert.sensor(),
        alert.state().label(),
        alert.priority().label(),
        alert.rule(),
        String.join(" or ", alert.emotions()),
        (alert.at().toEpochMilli() - alert.since().toEpochMilli()) / 1e3,
        100 * alert.probability(),
        100 * alert.peak());
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * BAR);
    return "█".repeat(full) + "·".repeat(BAR - full);
  }
}
