package io.tenor.streams.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** How far a long command is, on the line of a terminal where somebody looks on; else nothing. */
final class ProgressLine implements AutoCloseable {

  private static final int WIDTH = 24;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean shown;
  private final long startNanos = System.nanoTime();
  private OptionalDouble startShare = OptionalDouble.empty();
  private boolean open;

  /** On standard error, if that is a terminal. */
  ProgressLine(PrintWriter err) {
    this(err, Terminal.isErr());
  }

  ProgressLine(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /**
   * Moves it.
   *
   * @param share what lies behind, 0 to 1; the first one told took no time
   * @param about what is done, in a few words
   */
  void at(double share, String about) {
    if (!shown) {
      return;
    }
    if (startShare.isEmpty()) {
      startShare = OptionalDouble.of(share);
    }
    err.print(ERASE + line(share, about));
    err.flush();
    open = true;
  }

  private String line(double share, String about) {
    int filled = (int) (WIDTH * Math.max(0, Math.min(1, share)));
    double done = share - startShare.orElse(0);
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    var left =
        done > 0.001 && seconds > 1
            ? ", " + time(Duration.ofMillis((long) (1e3 * seconds * (1 - share) / done))) + " left"
            : "";
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%, %s%s",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        100 * share,
        about,
        left);
  }

  /** A length of time, such as {@code 0:07} or {@code 1:02:03}. */
  static String time(Duration time) {
    long s = Math.round(time.toMillis() / 1e3);
    return s < 3_600
        ? "%d:%02d".formatted(s / 60, s % 60)
        : "%d:%02d:%02d".formatted(s / 3_600, s / 60 % 60, s % 60);
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (open) {
      err.print(ERASE);
      err.flush();
      open = false;
    }
  }
}
