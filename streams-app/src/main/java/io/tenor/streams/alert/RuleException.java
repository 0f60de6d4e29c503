package io.tenor.streams.alert;

/**
 * Rules that cannot be used; the message is one sentence that names the rule and what to change.
 */
public final class RuleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With one sentence for a person. */
  public RuleException(String message) {
    super(message);
  }
}
