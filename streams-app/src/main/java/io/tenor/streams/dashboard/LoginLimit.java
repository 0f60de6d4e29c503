package io.tenor.streams.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often somebody may try a token: {@value #BURST} times at once and then once in two seconds,
 * for each address, or network of IPv6. Those that are right do not count. Says in the log that
 * there were wrong ones, at most once a minute. Thread-safe.
 */
final class LoginLimit {

  /** Wrong tokens in a row before one has to wait. */
  static final int BURST = 10;

  /** How long one has to wait for the next. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(LoginLimit.class);
  private static final Duration TELL = Duration.ofMinutes(1);
  private static final int MAX_ADDRESSES = 10_000;
  private static final int NETWORK_GROUPS = 4;

  private final Clock clock;
  private final ObjLongConsumer<String> teller;

  /** When each has all its tries again; the one that tried the longest ago is forgotten first. */
  private final Map<String, Instant> whole =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  private Optional<Instant> told = Optional.empty();
  private long untold;

  /** Tells it to the log. */
  LoginLimit(Clock clock) {
    this(
        clock,
        (address, refused) ->
            LOG.atWarn()
                .addKeyValue("address", address)
                .addKeyValue("refused", refused)
                .log("A log-in was refused"));
  }

  /**
   * Tells it to somebody.
   *
   * @param teller is told the address of the last refused try, and how many were refused since it
   *     was told before
   */
  LoginLimit(Clock clock, ObjLongConsumer<String> teller) {
    this.clock = clock;
    this.teller = teller;
  }

  /** Whether it may try now; if so this is a try, which was wrong unless {@link #right} follows. */
  synchronized boolean tries(String address) {
    var now = clock.instant();
    var from = whole.getOrDefault(network(address), now);
    var next = (from.isBefore(now) ? now : from).plus(PAUSE);
    if (next.isAfter(now.plus(PAUSE.multipliedBy(BURST)))) {
      tell(address, now);
      return false;
    }
    whole.put(network(address), next);
    return true;
  }

  /** That the try was right, and does not count. */
  synchronized void right(String address) {
    whole.computeIfPresent(network(address), (network, at) -> at.minus(PAUSE));
  }

  /** That the try was wrong. */
  synchronized void wrong(String address) {
    tell(address, clock.instant());
  }

  private void tell(String address, Instant now) {
    untold++;
    if (told.filter(at -> at.plus(TELL).isAfter(now)).isPresent()) {
      return;
    }
    teller.accept(address, untold);
    told = Optional.of(now);
    untold = 0;
  }

  /** The first 64 bits of an address of IPv6, which one machine has all to itself. */
  private static String network(String address) {
    var groups = address.split(":", -1);
    return groups.length <= NETWORK_GROUPS
        ? address
        : String.join(":", Arrays.copyOf(groups, NETWORK_GROUPS));
  }
}
