package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  /** The role whose {@link #label()} is exactly this text, if there is one. */
  public static Optional<ModelRole> ofLabel(String label) {
    return Arrays.stream(values()).filter(role -> role.label.equals(label)).findFirst();
  }
}
