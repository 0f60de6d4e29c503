package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The seven classes that Tenor tells apart: those of EMO-DB (Burkhardt et al., "A Database of
 * German Emotional Speech", Interspeech 2005).
 */
public enum Emotion {
  /** Anger (EMO-DB W, "Wut"). */
  ANGER(true),
  /** Boredom (EMO-DB L, "Langeweile"). */
  BOREDOM(false),
  /** Disgust (EMO-DB E, "Ekel"). */
  DISGUST(true),
  /** Fear (EMO-DB A, "Angst"). */
  FEAR(true),
  /** Happiness (EMO-DB F, "Freude"). */
  HAPPINESS(true),
  /** Sadness (EMO-DB T, "Trauer"). */
  SADNESS(true),
  /** No emotion heard (EMO-DB N). */
  NEUTRAL(false);

  /**
   * The vocabulary that {@link #emotionMlName()} refers to: "Vocabularies for EmotionML", W3C
   * Working Group Note, 2014.
   */
  public static final String EMOTION_ML_VOCABULARY = "http://www.w3.org/TR/emotion-voc/xml#big6";

  private final String label;
  private final boolean inBig6;

  Emotion(boolean inBig6) {
    this.label = name().toLowerCase(Locale.ROOT);
    this.inBig6 = inBig6;
  }

  /** The lower-case name that events and models use, such as {@code anger}. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * The name in the vocabulary {@link #EMOTION_ML_VOCABULARY}; empty for boredom and neutral, which
   * it does not have.
   */
  public Optional<String> emotionMlName() {
    return inBig6 ? Optional.of(label) : Optional.empty();
  }

  /** The emotion whose {@link #label()} is exactly this text, if there is one. */
  public static Optional<Emotion> ofLabel(String label) {
    return Arrays.stream(values()).filter(emotion -> emotion.label.equals(label)).findFirst();
  }
}
