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
  ANGER(true, 1),
  /** Boredom (EMO-DB L, "Langeweile"). */
  BOREDOM(false, 0),
  /** Disgust (EMO-DB E, "Ekel"). */
  DISGUST(true, 0.5),
  /** Fear (EMO-DB A, "Angst"). */
  FEAR(true, 1),
  /** Happiness (EMO-DB F, "Freude"). */
  HAPPINESS(true, 1),
  /** Sadness (EMO-DB T, "Trauer"). */
  SADNESS(true, 0),
  /** No emotion heard (EMO-DB N). */
  NEUTRAL(false, 0);

  /**
   * The vocabulary that {@link #emotionMlName()} refers to: "Vocabularies for EmotionML", W3C
   * Working Group Note, 2014.
   */
  public static final String EMOTION_ML_VOCABULARY = "http://www.w3.org/TR/emotion-voc/xml#big6";

  private final String label;
  private final boolean inBig6;
  private final double arousal;

  Emotion(boolean inBig6, double arousal) {
    this.label = name().toLowerCase(Locale.ROOT);
    this.inBig6 = inBig6;
    this.arousal = arousal;
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

  /**
   * How aroused somebody is who feels it: 1 for the excited half of the circumplex, 0 for the calm
   * one, 0.5 for disgust, which lies between them (Russell, "A circumplex model of affect", 1980).
   */
  public double arousal() {
    return arousal;
  }

  /** The emotion whose {@link #label()} is exactly this text, if there is one. */
  public static Optional<Emotion> ofLabel(String label) {
    return Arrays.stream(values()).filter(emotion -> emotion.label.equals(label)).findFirst();
  }
}
