package io.tenor.streams.monitor;

/**
 * How a monitor is.
 *
 * @param live whether it can go on, or recover, by itself; if not, it has to be started again
 * @param ready whether it hears its sensors now; only if it is live
 * @param reason one sentence why it is not ready; empty if it is
 */
public record Health(boolean live, boolean ready, String reason) {

  /** It hears its sensors. */
  static final Health READY = new Health(true, true, "");

  /** It has not joined its group yet. */
  static final Health STARTING = waiting("The monitor is starting.");

  /** Checks that a reason goes with what it is the reason of. */
  public Health {
    if (ready != reason.isEmpty() || (ready && !live)) {
      throw new IllegalArgumentException(
          "live %s and ready %s do not go with the reason '%s'".formatted(live, ready, reason));
    }
  }

  /** Not ready, but that may pass. */
  static Health waiting(String reason) {
    return new Health(true, false, reason);
  }

  /** Nothing will come of it any more. */
  static Health dead(String reason) {
    return new Health(false, false, reason);
  }
}
