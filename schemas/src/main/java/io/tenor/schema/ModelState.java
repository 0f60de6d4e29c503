package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an instance has made of the model that was announced to it last. */
public enum ModelState {
  /** It fetches and warms it; what was served before is served on. */
  LOADING,
  /** It serves it, or, where nothing is announced, its own. */
  SERVING,
  /** It cannot serve it; what was served before is served on. */
  REFUSED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that a status uses, such as {@code serving}. */
  @JsonValue
  public String label() {
    return label;
  }
}
