package io.tenor.streams.cli;

/**
 * Whether a person looks on. Java cannot tell it of each stream alike in every version, so the
 * launcher {@code ./tenor} says it in system properties; without it, nobody does.
 */
public final class Terminal {

  private Terminal() {}

  /** Whether standard output is a terminal. */
  public static boolean isOut() {
    return Boolean.getBoolean("tenor.terminal.out");
  }

  /** Whether standard error is a terminal. */
  public static boolean isErr() {
    return Boolean.getBoolean("tenor.terminal.err");
  }
}
