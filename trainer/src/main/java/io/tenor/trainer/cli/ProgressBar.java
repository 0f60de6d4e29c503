package io.tenor.trainer.cli;

import io.tenor.trainer.training.TrainingProgress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows how far a training is: on a terminal as a bar that moves in its line, elsewhere, such as in
 * a file, as a line every hundred steps.
 */
final class ProgressBar {

  private static final int LINE_STEPS = 100;
  private static final int WIDTH = 24;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter console;
  private final boolean terminal;
  private boolean open;

  /** For this process's terminal, if the launcher {@code ./tenor} says that it has one. */
  ProgressBar(PrintWriter console) {
    this(
        console, Boolean.getBoolean("tenor.terminal.out") && !"dumb".equals(System.getenv("TERM")));
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
    int filled = (int) ((long) WIDTH * progress.step() / progress.steps());
    String line =
        String.format(
            Locale.ROOT,
            "%s[%s%s] %s%s",
            about.isEmpty() ? "" : about + " ",
            "#".repeat(filled),
            "-".repeat(WIDTH - filled),
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

  /** Prints a line that stays. */
  void say(String line) {
    clear();
    console.println(line);
    console.flush();
  }

  private void clear() {
    if (open) {
      console.print(ERASE);
      open = false;
    }
  }
}
