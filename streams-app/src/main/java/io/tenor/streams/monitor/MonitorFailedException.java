package io.tenor.streams.monitor;

/** Why a monitor has ended by itself: one sentence that says what failed and what to do. */
public final class MonitorFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Nothing else has failed. */
  MonitorFailedException(String sentence) {
    super(sentence);
  }

  /** Because of this. */
  MonitorFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
