package io.tenor.streams.demo;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventJson;
import io.tenor.streams.admin.TopicTap;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Shows a running demo: a table that redraws itself on a terminal, one that is printed now and then
 * elsewhere, or JSON lines. Thread-safe.
 */
public final class DemoOutput implements TopicTap.Listener {

  private static final Duration REDRAW = Duration.ofMillis(500);
  private static final Duration REPRINT = Duration.ofSeconds(5);
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR_SCREEN = "\u001b[2J";

  /** How the demo is shown. */
  public enum Style {
    /** A table that redraws itself. */
    TERMINAL,
    /** A table every few seconds. */
    PLAIN,
    /** A line of JSON for every event and alert. */
    JSON
  }

  private final Board board;
  private final PrintWriter out;
  private final Style style;
  private final BoardText text;
  private String notice = "";

  /** Shows this board. */
  public DemoOutput(Board board, PrintWriter out, Style style) {
    this.board = board;
    this.out = out;
    this.style = style;
    this.text = new BoardText(style == Style.TERMINAL, ZoneId.systemDefault());
  }

  @Override
  public void onEvent(EmotionEvent event, Instant readAt) {
    board.on(event, readAt);
    json("event", EventJson.toJson(event));
  }

  @Override
  public void onAlert(EmotionAlert alert) {
    board.on(alert);
    json("alert", EventJson.toJson(alert));
  }

  @Override
  public void onRejected() {
    board.onRejected();
  }

  /** A line that says first what it is: the object's own members follow the type. */
  private synchronized void json(String type, String object) {
    if (style == Style.JSON) {
      out.println("{\"type\":\"" + type + "\"," + object.substring(1));
    }
  }

  /** How often {@link #draw} wants to be called. */
  public Duration interval() {
    return style == Style.TERMINAL ? REDRAW : REPRINT;
  }

  /** Shows this line above a table that redraws itself; an empty one is left out. */
  public synchronized void notice(String line) {
    notice = line;
  }

  /** Shows the table, unless JSON is asked for. */
  public synchronized void draw(String model, Duration elapsed) {
    if (style == Style.JSON) {
      return;
    }
    var table = text.draw(board.snapshot(), model, elapsed);
    if (style == Style.TERMINAL && !notice.isEmpty()) {
      table = notice + "\n" + table;
    }
    if (style == Style.TERMINAL) {
      boolean first = elapsed.compareTo(REDRAW) < 0;
      out.print((first ? CLEAR_SCREEN : "") + HOME);
      out.print(table.replace("\n", CLEAR_LINE + "\n") + CLEAR_BELOW);
    } else {
      out.println(table);
    }
    out.flush();
  }

  /** Says the last word. */
  public synchronized void summary(DemoSummary summary) {
    out.println(style == Style.JSON ? summary.toJson() : summary.toText());
    out.flush();
  }
}
