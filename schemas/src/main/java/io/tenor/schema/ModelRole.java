package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a model is announced for. */
public enum ModelRole {
  /** Its events are the ones that alerts are made of. */
  LIVE,
  /** It hears the same windows beside the live one; its events are on a topic of their own. */
  SHADOW;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name, such as {@code live}: the key in {@link Topics#models()}. */
  @JsonValue
  public String label() {
    return label;
  }
}
