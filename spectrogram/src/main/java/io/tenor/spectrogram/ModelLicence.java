package io.tenor.spectrogram;

/**
 * Under what licence a model may be used, and whom it names. A model that learned from recordings
 * under a licence of their own is often bound to it.
 *
 * @param licence its short name, such as {@code CC BY-NC-SA 4.0}; one line, not blank
 * @param attribution whose recordings it learned from, as they ask to be named; one line, not blank
 */
public record ModelLicence(String licence, String attribution) {

  /**
   * Refuses what is blank or more than a line.
   *
   * @throws IllegalArgumentException whose message begins with the component's name
   */
  public ModelLicence {
    requireLine("licence", licence);
    requireLine("attribution", attribution);
  }

  private static void requireLine(String name, String value) {
    if (value.isBlank() || value.lines().count() > 1) {
      throw new IllegalArgumentException(name + " is '" + value + "', not one line of text");
    }
  }

  /** Both in one line. */
  @Override
  public String toString() {
    return licence + "; " + attribution;
  }
}
