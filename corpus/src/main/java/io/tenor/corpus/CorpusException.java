package io.tenor.corpus;

import java.io.IOException;

/** A corpus cannot be read; the message is one sentence with the cause and the remedy. */
public final class CorpusException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public CorpusException(String sentence) {
    super(sentence);
  }

  /** Says what is wrong and what to do, and keeps where it came from. */
  public CorpusException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
