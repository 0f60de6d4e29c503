package io.tenor.streams.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What came of sending an alert once. */
sealed interface Answer {

  /** The receiver has it (2xx). */
  record Accepted() implements Answer {}

  /** The receiver wants no alerts any more (410). */
  record Gone() implements Answer {}

  /**
   * It has to be sent again.
   *
   * @param kind for a person, such as {@code HTTP 503}; nothing that the receiver has written
   * @param lasting whether somebody has to change something before it can work
   * @param retryAfter how long the receiver asks to be left alone
   */
  record Failed(String kind, boolean lasting, Optional<Duration> retryAfter) implements Answer {}

  /** What a status says. Redirects are not followed: the alert might go where nobody wants it. */
  static Answer ofStatus(int status, Optional<Duration> retryAfter) {
    if (status >= 200 && status < 300) {
      return new Accepted();
    }
    if (status == 410) {
      return new Gone();
    }
    boolean passing = status == 408 || status == 429 || status >= 500;
    return new Failed("HTTP " + status, !passing, retryAfter);
  }

  /** What a failure says that left no status. */
  static Answer ofFailure(Throwable failure) {
    return new Failed(kind(failure), false, Optional.empty());
  }

  private static String kind(Throwable failure) {
    var last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      last = cause;
      if (cause instanceof HttpTimeoutException) {
        return "no answer in time";
      }
      if (cause instanceof SSLException) {
        return "no secure connection";
      }
      if (cause instanceof ConnectException) {
        return isUnresolved(cause) ? "unknown host" : "no connection";
      }
      if (cause instanceof IOException) {
        return "the connection broke";
      }
    }
    return last.getClass().getSimpleName();
  }

  private static boolean isUnresolved(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}
