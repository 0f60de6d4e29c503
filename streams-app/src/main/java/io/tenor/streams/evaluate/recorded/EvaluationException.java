package io.tenor.streams.evaluate.recorded;

/** An evaluation that cannot begin; the message is one sentence for a person. */
public final class EvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message);
  }
}
