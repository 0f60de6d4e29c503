package io.tenor.streams.cli;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.SensorStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An event, an alert or a status as one line for a person. */
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
    boolean drowned = isDrowned(event);
    String heard =
        event.outcome() == Outcome.SILENCE || drowned
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
        + (drowned ? "  (nobody stands out)" : "")
        + (event.bridgedMs() > 0 ? "  (%d ms missing)".formatted(event.bridgedMs()) : "");
  }

  /** Whether the model was not asked although somebody speaks: no emotion is more probable. */
  private static boolean isDrowned(EmotionEvent event) {
    return event.outcome() == Outcome.UNKNOWN
        && Set.copyOf(event.probabilities().values()).size() == 1;
  }

  /** When, which sensor, which rule, what it has seen and since when, who knows, and the id. */
  String line(EmotionAlert alert) {
    return String.format(
        Locale.ROOT,
        "%s  %-6s  %-16s  %-12s  %-6s  %s: %s for %.1f s%s  #%s",
        time(alert.at()),
        alert.context().label(),
        alert.sensor(),
        alert.state().label(),
        alert.priority().label(),
        alert.rule(),
        what(alert),
        (alert.at().toEpochMilli() - alert.since().toEpochMilli()) / 1e3,
        alert.acknowledgedBy().isEmpty() ? "" : ", seen by " + alert.acknowledgedBy(),
        alert.id());
  }

  private static String what(EmotionAlert alert) {
    var measured =
        String.format(
            Locale.ROOT, "%.0f %% (peak %.0f %%)", 100 * alert.score(), 100 * alert.peak());
    return switch (alert.condition()) {
      case EMOTION -> String.join(" or ", alert.emotions()) + ' ' + measured;
      case RISING -> String.join(" or ", alert.emotions()) + " up by " + measured;
      case MIXED -> String.join(" and ", alert.emotions()) + " at once, " + measured;
      case AROUSAL -> "aroused, " + measured;
      case UNKNOWN -> "cannot be told, " + measured;
      case OFFLINE -> "not heard";
      case CLIPPED -> "overdriven, " + measured;
      case NOISY -> "too noisy, " + measured;
      case QUIET -> "nothing to hear, " + measured;
    };
  }

  /** When it was heard last, the sensor, whether it is there, and what went wrong. */
  String line(SensorStatus status) {
    var troubles = troubles(status);
    return String.format(
            Locale.ROOT,
            "%s  %-6s  %-16s  %-8s  %9.1f s in %d chunks, %d sessions",
            time(status.at()),
            status.context().label(),
            status.sensor(),
            status.state().label(),
            status.heardMs() / 1e3,
            status.chunks(),
            status.sessions())
        + (troubles.isEmpty() ? "" : "  (" + String.join(", ", troubles) + ")");
  }

  private static List<String> troubles(SensorStatus status) {
    var troubles = new ArrayList<String>();
    for (var reason : status.degraded()) {
      troubles.add(
          switch (reason) {
            case CLIPPED ->
                String.format(Locale.ROOT, "%.0f %% overdriven", 100 * status.clippedShare());
            case NOISY -> String.format(Locale.ROOT, "noise of %.0f dB", status.noiseDb());
            case QUIET -> String.format(Locale.ROOT, "only %.0f dB", status.levelDb());
            case LOSSY -> "audio is being lost";
            case CLOCK ->
                String.format(Locale.ROOT, "clock ahead by %.1f s", status.clockOffsetMs() / 1e3);
          });
    }
    if (status.sharedId()) {
      troubles.add("another device has this id");
    }
    if (status.conflictingChunks() > 0) {
      troubles.add(status.conflictingChunks() + " left out");
    }
    if (status.indexRestarts() > 0) {
      troubles.add("counted anew " + status.indexRestarts() + " times");
    }
    if (status.gaps() > 0) {
      troubles.add(
          String.format(
              Locale.ROOT, "%.1f s missing in %d gaps", status.missingMs() / 1e3, status.gaps()));
    }
    if (status.lateChunks() > 0) {
      troubles.add(status.lateChunks() + " late");
    }
    if (status.overtakingChunks() > 0) {
      troubles.add(status.overtakingChunks() + " out of order");
    }
    if (status.duplicateChunks() > 0) {
      troubles.add(status.duplicateChunks() + " twice");
    }
    if (status.clockCorrections() > 0) {
      troubles.add(
          String.format(Locale.ROOT, "clock moved by %+.1f s", status.clockShiftMs() / 1e3));
    }
    if (status.skippedWindows() > 0) {
      troubles.add(status.skippedWindows() + " windows skipped");
    }
    return troubles;
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * BAR);
    return "█".repeat(full) + "·".repeat(BAR - full);
  }
}
