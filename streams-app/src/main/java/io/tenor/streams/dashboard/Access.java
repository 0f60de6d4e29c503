package io.tenor.streams.dashboard;

import java.util.List;
import java.util.Optional;

/** Who may see the page. */
public sealed interface Access {

  /** Whoever is on this machine; only for an address of the machine itself. */
  record ThisMachine() implements Access {}

  /**
   * Who has the token.
   *
   * @param token at least {@link #MIN_LENGTH} characters
   */
  record Token(String token) implements Access {

    /** The shortest token that cannot be guessed by trying, in characters. */
    public static final int MIN_LENGTH = 16;

    /** Checks the length. */
    public Token {
      if (token.length() < MIN_LENGTH) {
        throw new IllegalArgumentException(
            "it has %d characters, but needs at least %d".formatted(token.length(), MIN_LENGTH));
      }
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
   * @param userHeader the header in which it says who it is, if it does
   */
  record Proxy(List<AddressRange> proxies, Optional<String> userHeader) implements Access {

    /** Checks that there is an address. */
    public Proxy {
      proxies = List.copyOf(proxies);
      if (proxies.isEmpty()) {
        throw new IllegalArgumentException("there is no address of a proxy");
      }
    }
  }
}
