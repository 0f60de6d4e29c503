package io.tenor.streams.load;

/** Says in one sentence why a load could not be measured. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what happened. */
  public LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
