package io.tenor.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EmotionEventTest {

  @Test
  void numbersAreRoundedToSixDecimalsAndTheOrderOfLabelsIsKept() {
    // When
    EmotionEvent event = Samples.anger();
    // Then
    assertThat(event.probability()).isEqualTo(0.612346);
    assertThat(event.levelDb()).isEqualTo(-27.123457);
    assertThat(event.probabilities())
        .containsEntry("sadness", 0.0)
        .containsEntry("neutral", 0.037654);
    assertThat(event.probabilities().keySet())
        .containsExactly("anger", "boredom", "disgust", "fear", "happiness", "sadness", "neutral");
  }

  @Test
  void anIdIsReadableAndDifferentPartsNeverGiveTheSame() {
    assertThat(EmotionEvent.id(SensorContext.DRIVER, "truck-7", "2026", 32000))
        .isEqualTo("driver/truck-7/2026/32000");
    assertThat(EmotionEvent.id(SensorContext.WARD, "a/b", "", 0)).isEqualTo("ward/a%2Fb//0");
    assertThat(EmotionEvent.id(SensorContext.WARD, "a", "b/", 0)).isEqualTo("ward/a/b%2F/0");
    assertThat(EmotionEvent.id(SensorContext.WARD, "Bett 4ü%", "s", 0))
        .isEqualTo("ward/Bett%204%C3%BC%25/s/0");
  }

  @Test
  void aLabelThatDoesNotGoWithTheOutcomeIsRefused() {
    Map<String, Double> some = Samples.probabilities();
    assertThatThrownBy(() -> Samples.event(Outcome.EMOTION, "unknown", 0.5, some))
        .hasMessageContaining("unknown");
    assertThatThrownBy(() -> Samples.event(Outcome.UNKNOWN, "anger", 0.5, some))
        .hasMessageContaining("anger");
    assertThatThrownBy(() -> Samples.event(Outcome.SILENCE, "silence", 0, some))
        .hasMessageContaining("probabilities");
    assertThatThrownBy(() -> Samples.event(Outcome.EMOTION, "anger", 0.5, Map.of()))
        .hasMessageContaining("probabilities");
    assertThatThrownBy(() -> Samples.event(Outcome.EMOTION, "anger", Double.NaN, some))
        .hasMessageContaining("probability");
  }

  @Test
  void arousalIsTheProbabilityOfTheExcitedEmotionsAndIsWritten() {
    // Given
    EmotionEvent event =
        Samples.event(
            Outcome.EMOTION,
            "anger",
            0.4,
            Map.of("anger", 0.4, "fear", 0.2, "happiness", 0.1, "disgust", 0.1, "neutral", 0.2));

    // Then
    assertThat(event.arousal()).hasValue(0.75);
    assertThat(EventJson.toJson(event)).contains("\"arousal\":0.75");
    EmotionEvent silence = Samples.event(Outcome.SILENCE, "silence", 0, Map.of());
    assertThat(silence.arousal()).isEmpty();
    assertThat(EventJson.toJson(silence)).doesNotContain("arousal");
  }

  @Test
  void onlyFiveOfTheSevenHaveAnEmotionMlName() {
    assertThat(Emotion.values())
        .filteredOn(emotion -> emotion.emotionMlName().isEmpty())
        .containsExactly(Emotion.BOREDOM, Emotion.NEUTRAL);
    assertThat(Emotion.ANGER.emotionMlName()).contains("anger");
  }

  @Test
  void labelsFindTheirValuesAndNothingElseDoes() {
    for (Emotion emotion : Emotion.values()) {
      assertThat(Emotion.ofLabel(emotion.label())).contains(emotion);
    }
    for (SensorContext context : SensorContext.values()) {
      assertThat(SensorContext.ofLabel(context.label())).contains(context);
    }
    assertThat(Emotion.ofLabel("ANGER")).isEmpty();
    assertThat(SensorContext.ofLabel("")).isEmpty();
  }
}
