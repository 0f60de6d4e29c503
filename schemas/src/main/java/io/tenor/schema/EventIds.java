package io.tenor.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Builds ids from parts, so that the same audio has the same ids in every run. Parts are joined by
 * {@code /}; what is no letter, digit, {@code -}, {@code .}, {@code _} or {@code ~} in a part is
 * percent-encoded (RFC 3986, section 2.1), so different parts never give the same id.
 */
final class EventIds {

  private static final String HEX = "0123456789ABCDEF";

  private EventIds() {}

  static String join(String... parts) {
    StringBuilder id = new StringBuilder(64);
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        id.append('/');
      }
      append(parts[i], id);
    }
    return id.toString();
  }

  private static void append(String part, StringBuilder id) {
    for (byte b : part.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        id.append(c);
      } else {
        id.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }
}
