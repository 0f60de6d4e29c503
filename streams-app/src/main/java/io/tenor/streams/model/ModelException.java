package io.tenor.streams.model;

/** A model that cannot be served; the message is one sentence for a person. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for a person. */
  public ModelException(String message) {
    super(message);
  }

  /** With a message for a person and what lies behind it. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
