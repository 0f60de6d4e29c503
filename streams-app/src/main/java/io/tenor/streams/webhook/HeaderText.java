package io.tenor.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntPredicate;

/** Writes any text as the value of an HTTP header, percent-encoded where it must be. */
final class HeaderText {

  private HeaderText() {}

  /**
   * The value of an attribute in binary mode: spaces, double quotes, percent signs and what is not
   * printable ASCII are encoded ("HTTP Protocol Binding for CloudEvents", version 1.0.2, section
   * 3.1.3.2).
   */
  static String cloudEvents(String value) {
    return encode(value, c -> c > ' ' && c <= '~' && c != '"' && c != '%');
  }

  /**
   * The value of {@code webhook-id}. Ids of Tenor are printable ASCII and stay as they are but for
   * the full stop, which parts what is signed and must not stand in an id that others can choose
   * (Standard Webhooks 1.0.0, "Signature scheme"): a sensor's name may have one.
   */
  static String webhookId(String id) {
    return encode(id, c -> c > ' ' && c <= '~' && c != '.');
  }

  private static String encode(String value, IntPredicate plain) {
    var encoded = new StringBuilder(value.length() + 16);
    for (byte b : value.getBytes(UTF_8)) {
      int c = b & 0xff;
      if (plain.test(c)) {
        encoded.append((char) c);
      } else {
        encoded.append("%%%02X".formatted(c));
      }
    }
    return encoded.toString();
  }
}
