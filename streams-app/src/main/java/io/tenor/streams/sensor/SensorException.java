package io.tenor.streams.sensor;

/** A sensor that cannot go on; the message is one sentence for a person. */
public final class SensorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message for a person. */
  public SensorException(String message) {
    super(message);
  }

  /** With a message for a person and what lies behind it. */
  public SensorException(String message, Throwable cause) {
    super(message, cause);
  }
}
