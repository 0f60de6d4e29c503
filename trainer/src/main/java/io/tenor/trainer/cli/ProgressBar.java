package io.tenor.trainer.cli;

import io.tenor.trainer.training.TrainingProgress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows how far a training is, or what is shorter: on a terminal as a bar that moves in its line,
 * elsewhere, such as in a file, as a line every hundred steps of a training.
 */
final class ProgressBar {

  private static final int LINE_STEPS = 100;
  private static final int WIDTH = 24;
  private static final String ERASE = "\r\u001b[K";
  private static final boolean DUMB = "dumb".equals(System.getenv("TERM"));

  private final PrintWriter console;
  private final boolean terminal;
  private boolean open;

  /** For this process's terminal, if the launcher {@code ./tenor} says that it has one. */
  ProgressBar(PrintWriter console) {
    this(console, Boolean.getBoolean("tenor.terminal.out") && !DUMB);
  }

  /**
   * Says what the console is.
   *
   * @param terminal whether a line can be overwritten
   */
  ProgressBar(PrintWriter console, boolean terminal) {
    this.console = console;
    this.terminal = terminal;
  }

  /** For this process's standard error, where a program may read the output. */
  static ProgressBar onError(PrintWriter console) {
    return new ProgressBar(console, Boolean.getBoolean("tenor.terminal.err") && !DUMB);
  }

  /**
   * Moves the bar.
   *
   * @param about what is trained; may be empty
   * @param progress how far it is
   * @param rest more to say, such as the time left in all; may be empty
   */
  void show(String about, TrainingProgress progress, String rest) {
    boolean last = progress.step() == progress.steps();
    if (!terminal && !last && progress.step() % LINE_STEPS != 0) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "%s%s %s%s",
            about.isEmpty() ? "" : about + " ",
            bar(progress.step(), progress.steps()),
            progress.line(),
            rest.isEmpty() ? "" : ", " + rest);
    if (terminal) {
      console.print(ERASE + line);
      open = true;
      if (last) {
        clear();
      }
    } else {
      console.println(line);
    }
    console.flush();
  }

  /**
   * Moves the bar of what is no training and soon over: on a terminal alone.
   *
   * @param what the name of one of what is counted
   */
  void show(int done, int all, String what, double secondsLeft) {
    if (!terminal) {
      return;
    }
    console.printf(
        Locale.ROOT,
        "%s%s %s %d/%d  left %.0f s",
        ERASE,
        bar(done, all),
        what,
        done,
        all,
        secondsLeft);
    open = true;
    if (done == all) {
      clear();
    }
    console.flush();
  }

  private static String bar(int done, int all) {
    int filled = (int) ((long) WIDTH * done / all);
    return "[%s%s]".formatted("#".repeat(filled), "-".repeat(WIDTH - filled));
  }

  /** Prints a line that stays. */
  void say(String line) {
    clear();
    console.println(line);
    console.flush();
  }

  /** Removes the bar from its line. */
  void clear() {
    if (open) {
      console.print(ERASE);
      open = false;
    }
  }
}
