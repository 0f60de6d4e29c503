package io.tenor.streams.dashboard;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Text from a topic, made fit to be shown: what a person cannot see, or what would change the text
 * around it (control characters, marks of direction, unpaired surrogates), stands as {@code [U+…]}.
 * It is still text: markup is not touched, and the page never reads it as markup.
 */
final class PlainText {

  /** The longest text that is shown, in characters. */
  static final int MAX_LENGTH = 200;

  private PlainText() {}

  /** The text with everything visible, cut with an ellipsis where it is too long. */
  static String of(String text) {
    var shown = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (shown.length() >= MAX_LENGTH) {
        return shown.append('…').toString();
      }
      if (isHarmless(point)) {
        shown.appendCodePoint(point);
      } else {
        shown.append("[U+").append(String.format(Locale.ROOT, "%04X", point)).append(']');
      }
      at += Character.charCount(point);
    }
    return shown.toString();
  }

  /**
   * A name for an id, different for different ids: the id itself where it can be shown as it is,
   * else as much of it as can, and a fingerprint.
   */
  static String name(String id) {
    var shown = of(id);
    return shown.equals(id) ? id : shown + " #" + fingerprint(id);
  }

  /** Eight bytes in hexadecimal digits that differ where texts do. */
  static String fingerprint(String text) {
    return HexFormat.of().formatHex(Secrets.sha256(text), 0, 8);
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
