package io.tenor.streams.demo;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.Priority;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Draws the board as text, one line a sensor. What a colour says, a word says too, so that it reads
 * well without colours and on a screen reader.
 */
final class BoardText {

  private static final int BAR = 10;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String RED = "\u001b[31m";
  private static final Map<String, String> COLOURS =
      Map.of(
          "anger", RED,
          "fear", "\u001b[35m",
          "disgust", "\u001b[32m",
          "sadness", "\u001b[34m",
          "happiness", "\u001b[33m",
          "boredom", "\u001b[36m");

  private final boolean colours;
  private final ZoneId zone;

  BoardText(boolean colours, ZoneId zone) {
    this.colours = colours;
    this.zone = zone;
  }

  /** Heading and rows, each line ended. */
  String draw(Board.Snapshot board, String model, Duration elapsed) {
    var text = new StringBuilder(2_048);
    text.append(
        style(
            BOLD,
            "Tenor · %d sensors · %s · model %s"
                .formatted(board.rows().size(), clock(elapsed), model)));
    text.append('\n');
    text.append(
        "%d events · %d alerts · %d rejected · last sample to event: p50 %d ms, p99 %d ms%n"
            .formatted(
                board.events(),
                board.alerts(),
                board.rejected(),
                board.p50LatencyMs(),
                board.p99LatencyMs()));
    text.append('\n');
    text.append(
        style(
            DIM,
            "%-12s %-8s %-10s %-17s %-7s %-8s %s"
                .formatted(
                    "SENSOR",
                    "CONTEXT",
                    "SOUNDS",
                    "PROBABILITY",
                    "SPEECH",
                    "LEVEL",
                    "LAST ALERT")));
    text.append('\n');
    board.rows().forEach((key, row) -> text.append(line(key, row)).append('\n'));
    return text.toString();
  }

  private String line(String key, SensorRow row) {
    int slash = key.indexOf('/');
    var context = key.substring(0, slash);
    var sensor = fit(key.substring(slash + 1), 12);
    var sounds = row.event().map(this::sounds).orElse("%-51s".formatted("waiting for speech"));
    return "%-12s %-8s %s%s"
        .formatted(sensor, context, sounds, row.alert().map(this::alert).orElse("-"));
  }

  private String sounds(EmotionEvent event) {
    var label = "%-10s".formatted(event.label());
    boolean silent = event.outcome() == Outcome.SILENCE;
    return "%s %-17s %-7s %-8s "
        .formatted(
            style(silent ? DIM : COLOURS.getOrDefault(event.label(), ""), label),
            silent ? "-" : bar(event.probability()) + percent(event.probability()),
            silent ? "silence" : percent(event.speechShare()).strip(),
            String.format(Locale.ROOT, "%.0f dB", event.levelDb()));
  }

  private String alert(EmotionAlert alert) {
    var said = "%s %s %s".formatted(alert.rule(), alert.state().label(), time(alert));
    return alert.state().isEnd()
        ? said
        : style(
            alert.priority() == Priority.HIGH ? BOLD + RED : BOLD,
            "▲ %s (%s) %s %s"
                .formatted(
                    alert.rule(), alert.priority().label(), alert.state().label(), time(alert)));
  }

  private String time(EmotionAlert alert) {
    return TIME.format(alert.at().atZone(zone));
  }

  /** Ten cells, an eighth of a cell exact. */
  static String bar(double share) {
    int eighths = (int) Math.round(share * BAR * 8);
    var bar = new StringBuilder("█".repeat(eighths / 8));
    if (eighths % 8 > 0) {
      bar.append(EIGHTHS.charAt(eighths % 8));
    }
    return bar + " ".repeat(BAR - bar.length());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%4.0f %%", share * 100);
  }

  private static String clock(Duration elapsed) {
    return "%d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
  }

  private static String fit(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }

  private String style(String codes, String text) {
    return colours && !codes.isEmpty() ? codes + text + RESET : text;
  }
}
