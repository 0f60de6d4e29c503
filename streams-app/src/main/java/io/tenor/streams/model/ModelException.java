package io.tenor.streams.model;

/** A model that cannot be served; the message is one sentence for a person. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /** With a message for a person. */
  public ModelException(String message) {
    this(message, null);
  }

  /** With a message for a person and what lies behind it. */
  public ModelException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private ModelException(String message, Throwable cause, boolean passing) {
    super(message, cause);
    this.passing = passing;
  }

  /** One that may be over in a while, as when a server does not answer. */
  static ModelException passing(String message, Throwable cause) {
    return new ModelException(message, cause, true);
  }

  /** Whether it may be over in a while, so that trying again is worth it. */
  public boolean isPassing() {
    return passing;
  }
}
