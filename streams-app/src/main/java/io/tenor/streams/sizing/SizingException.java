package io.tenor.streams.sizing;

/** What was given cannot be used; the message is a sentence for a person. */
public final class SizingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a sentence that says what is wrong and what would be right. */
  public SizingException(String sentence) {
    super(sentence);
  }

  /** The same with its cause. */
  public SizingException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
