package io.tenor.streams.monitor;

import io.tenor.streams.admin.MissingLibrary;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** What may be hoped for when a thread has failed. */
enum FailureKind {

  /** A right, a log-in or a topic is missing: somebody may bring it back. */
  REFUSED,

  /** The brokers do not answer as they should just now. */
  PASSING,

  /** Nobody knows: it is tried again, and not often. */
  UNKNOWN,

  /** It would fail alike for ever. */
  LASTING;

  /** Kafka's clients tell some failures by their text alone, as that of an offset commit. */
  private static final String NO_RIGHT = "authorization failed";

  /** The kind of a failure and all its causes. */
  static FailureKind of(Throwable failure) {
    if (any(failure, VirtualMachineError.class::isInstance)
        || MissingLibrary.remedy(failure).isPresent()) {
      return LASTING;
    }
    if (any(failure, FailureKind::isRefusal)) {
      return REFUSED;
    }
    return any(failure, RetriableException.class::isInstance) ? PASSING : UNKNOWN;
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof AuthorizationException
        || failure instanceof AuthenticationException
        || failure instanceof MissingSourceTopicException
        || (failure.getMessage() != null
            && failure.getMessage().toLowerCase(Locale.ROOT).contains(NO_RIGHT));
  }

  private static boolean any(Throwable failure, Predicate<Throwable> which) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (which.test(cause)) {
        return true;
      }
    }
    return false;
  }
}
