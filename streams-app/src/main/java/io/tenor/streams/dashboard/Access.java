package io.tenor.streams.dashboard;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may see the page. */
public sealed interface Access {

  /** Whoever is on this machine; only for an address of the machine itself. */
  record ThisMachine() implements Access {}

  /**
   * Who has the token.
   *
   * @param token at least {@link #MIN_LENGTH} characters, and not easily guessed
   * @param signedOut a file that keeps who has signed out; without one a restart signs out
   *     everybody
   */
  record Token(String token, Optional<Path> signedOut) implements Access {

    /** The shortest token that cannot be guessed by trying, in characters. */
    public static final int MIN_LENGTH = 16;

    /** Checks that it is hard to guess. */
    public Token {
      checkSecret(token);
    }

    @Override
    public String toString() {
      return "Token[…]";
    }
  }

  /**
   * Whom a reverse proxy lets through, which has asked who they are; connections of others are
   * refused.
   *
   * @param proxies where it connects from; not empty
   * @param hosts the names under which people open the page, without ports; not empty
   * @param userHeader the header in which it says who it is, if it does
   * @param secret what only the proxy knows and sends in {@link #SECRET_HEADER}; needed where a
   *     process of this machine could connect from one of its addresses
   */
  record Proxy(
      List<AddressRange> proxies,
      Set<String> hosts,
      Optional<String> userHeader,
      Optional<String> secret)
      implements Access {

    /** The header in which the proxy shows that it is the proxy. */
    public static final String SECRET_HEADER = "X-Tenor-Proxy-Secret";

    /** Checks that there is an address and a name, and a secret where it is needed. */
    public Proxy {
      proxies = List.copyOf(proxies);
      hosts =
          hosts.stream()
              .map(host -> host.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
      if (proxies.isEmpty()) {
        throw new IllegalArgumentException("there is no address of a proxy");
      }
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("there is no name under which the page is opened");
      }
      secret.ifPresent(Access::checkSecret);
      if (secret.isEmpty() && proxies.stream().anyMatch(AddressRange::hasThisMachine)) {
        throw new IllegalArgumentException(
            "every process of this machine could connect from there without a secret");
      }
    }

    @Override
    public String toString() {
      return "Proxy" + proxies;
    }
  }

  private static void checkSecret(String secret) {
    if (secret.length() < Token.MIN_LENGTH) {
      throw new IllegalArgumentException(
          "it has %d characters, but needs at least %d"
              .formatted(secret.length(), Token.MIN_LENGTH));
    }
    if (Guessing.bits(secret) < Guessing.ENOUGH_BITS) {
      throw new IllegalArgumentException("it is easily guessed, as its characters repeat");
    }
  }
}
