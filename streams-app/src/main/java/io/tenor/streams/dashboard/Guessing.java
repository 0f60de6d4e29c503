package io.tenor.streams.dashboard;

import java.util.HashSet;

/** How hard a secret is to guess, judged by its text alone. */
final class Guessing {

  /** What a secret of a person or a program has to have, in bits. */
  static final double ENOUGH_BITS = 40;

  private Guessing() {}

  /**
   * An estimate in bits. A character that goes on with a row ({@code aaaa}, {@code 1234}, {@code
   * fedc}) or with a pair that came before ({@code abab}) counts nothing, each other one as much as
   * a choice among the different characters of the text. 16 random hexadecimal digits have about
   * 50.
   */
  static double bits(String text) {
    double different = Math.max(1, (int) text.chars().distinct().count());
    double each = Math.log(different) / Math.log(2);
    var pairs = new HashSet<String>();
    int news = 0;
    for (int at = 0; at < text.length(); at++) {
      boolean row =
          at >= 2
              && text.charAt(at) - text.charAt(at - 1) == text.charAt(at - 1) - text.charAt(at - 2);
      boolean known = at >= 1 && !pairs.add(text.substring(at - 1, at + 1));
      if (!row && !known) {
        news++;
      }
    }
    return news * each;
  }
}
