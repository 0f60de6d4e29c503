package io.tenor.streams.cli;

/** Ends a command with one sentence for a person: the cause and the remedy. */
public final class UserException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  private UserException(int exitStatus, String sentence, Throwable cause) {
    super(sentence, cause);
    this.exitStatus = exitStatus;
  }

  /** The command was used wrongly: exit status 2. */
  public static UserException wrongUse(String sentence) {
    return new UserException(2, sentence, null);
  }

  /** The command was used wrongly: exit status 2; the cause shows under {@code --verbose}. */
  public static UserException wrongUse(String sentence, Throwable cause) {
    return new UserException(2, sentence, cause);
  }

  /** Something failed: exit status 1. */
  public static UserException failure(String sentence) {
    return new UserException(1, sentence, null);
  }

  /** Something failed: exit status 1; the cause shows under {@code --verbose}. */
  public static UserException failure(String sentence, Throwable cause) {
    return new UserException(1, sentence, cause);
  }

  /** What the process ends with, 1 or 2. */
  public int exitStatus() {
    return exitStatus;
  }
}
