package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What people are listened to for. The EU AI Act (Regulation 2024/1689, article 5(1)(f)) forbids
 * emotion recognition at work and in education for anything but medical or safety reasons.
 */
public enum Purpose {
  /** To care for patients. */
  MEDICAL,
  /** To keep drivers and those around them safe. */
  ROAD_SAFETY,
  /** To study recordings of people who have agreed; nobody acts on what comes out. */
  RESEARCH;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The lower-case name that alerts and commands use, such as {@code road-safety}. */
  @JsonValue
  public String label() {
    return label;
  }

  /** The purpose whose {@link #label()} is exactly this text, if there is one. */
  public static Optional<Purpose> ofLabel(String label) {
    return Arrays.stream(values()).filter(value -> value.label.equals(label)).findFirst();
  }
}
