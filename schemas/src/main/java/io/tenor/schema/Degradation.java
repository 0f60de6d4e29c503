package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is wrong with a sensor's audio, since its last status. */
public enum Degradation {
  /** More than a twentieth of it is clipped: the microphone is overdriven. */
  CLIPPED,
  /** The background is louder than -35 dB: nobody can be judged. */
  NOISY,
  /** It is below -70 dB throughout: the microphone is dead or muted. */
  QUIET,
  /** More than a twentieth of it never arrived. */
  LOSSY,
  /** It was captured more than two seconds from now: the sensor's clock is ahead. */
  CLOCK;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that a status uses, such as {@code clipped}. */
  @JsonValue
  public String label() {
    return label;
  }
}
