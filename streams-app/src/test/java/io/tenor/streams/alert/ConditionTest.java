package io.tenor.streams.alert;

import static io.tenor.streams.SpokenEvents.at;
import static io.tenor.streams.SpokenEvents.silence;
import static io.tenor.streams.SpokenEvents.sound;
import static io.tenor.streams.SpokenEvents.spoken;
import static io.tenor.streams.SpokenEvents.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertState;
import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionAlert;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each condition makes of a sensor's windows. */
class ConditionTest extends HeardSensor {

  @Test
  void twoMoodsAtOnceAreMixed() {
    // Given
    rule("condition: mixed, groups: [[anger], [fear, sadness]], raise: 0.4, clear: 0.2, for: 1s");

    // When
    for (double end = 2; end <= 4; end += 0.5) {
      hear(spoken(end, Map.of(Emotion.ANGER, 0.45, Emotion.FEAR, 0.2, Emotion.SADNESS, 0.3)));
    }
    hear(spoken(4.5, Map.of(Emotion.ANGER, 0.9, Emotion.FEAR, 0.1)));

    // Then
    assertThat(said()).containsExactly("raised 3.0", "cleared 4.5");
    assertThat(sent.get(0).score()).isEqualTo(0.45);
    assertThat(sent.get(0).emotions()).containsExactly("anger", "fear", "sadness");
  }

  @Test
  void somebodyIsArousedWhicheverOfTheExcitedEmotionsItIs() {
    // Given
    rule("condition: arousal, raise: 0.8, clear: 0.4, for: 1s, unless: [happiness]");

    // When: taken for happiness at first, then for anger, fear and happiness
    for (double end = 2; end <= 4; end += 0.5) {
      hear(spoken(end, Map.of(Emotion.ANGER, 0.3, Emotion.HAPPINESS, 0.6, Emotion.NEUTRAL, 0.1)));
    }
    assertThat(sent).isEmpty();
    for (double end = 4.5; end <= 6; end += 0.5) {
      hear(
          spoken(
              end,
              Map.of(
                  Emotion.ANGER, 0.35,
                  Emotion.FEAR, 0.25,
                  Emotion.HAPPINESS, 0.2,
                  Emotion.DISGUST, 0.1,
                  Emotion.SADNESS, 0.1)));
    }
    hear(spoken(6.5, Map.of(Emotion.SADNESS, 0.9, Emotion.FEAR, 0.1)));

    // Then
    assertThat(said()).containsExactly("raised 5.5", "cleared 6.5");
    assertThat(sent.get(0).score()).isEqualTo(0.85);
    assertThat(sent.get(0).emotions()).containsExactly("anger", "fear");
  }

  @Test
  void angerThatComesUpIsRisingAndAngerThatStaysIsUsual() {
    // Given
    rule("condition: rising, emotions: [anger], raise: 0.4, clear: 0.1, for: 1s, over: 10s");

    // When
    angry(2, 20, 0.2);
    assertThat(sent).isEmpty();
    angry(20.5, 80, 0.9);

    // Then
    assertThat(sent)
        .extracting(EmotionAlert::state)
        .containsExactly(AlertState.RAISED, AlertState.CLEARED);
    assertThat(sent.get(0).at()).isEqualTo(at(21.5));
    assertThat(sent.get(0).score()).isBetween(0.6, 0.7);
  }

  @Test
  void someoneWhoIsAngryFromTheStartIsNotRising() {
    // Given
    rule("condition: rising, emotions: [anger], raise: 0.4, clear: 0.1, for: 1s");

    // When
    angry(2, 20, 0.9);

    // Then
    assertThat(sent).isEmpty();
  }

  @Test
  void speechThatCannotBeToldIsUnknownWhateverThePauses() {
    // Given
    rule("condition: unknown, raise: 0.8, clear: 0.5, for: 2s, over: 5s");

    // When
    for (double end = 2; end <= 60; end += 0.5) {
      hear(end % 2 == 0 ? unknown(end) : silence(end));
    }

    // Then
    assertThat(sent).extracting(EmotionAlert::state).containsExactly(AlertState.RAISED);

    // When
    angry(60.5, 90, 0.9);

    // Then
    assertThat(sent).extracting(EmotionAlert::state).endsWith(AlertState.CLEARED);
  }

  @Test
  void anOverdrivenMicrophoneIsClipped() {
    // Given
    rule("condition: clipped, raise: 0.8, clear: 0.3, for: 2s, over: 5s");

    // When
    for (double end = 2; end <= 30; end += 0.5) {
      hear(sound(end, -3, -20, end > 10 ? 200 : 90));
    }

    // Then
    assertThat(sent).extracting(EmotionAlert::state).containsExactly(AlertState.RAISED);
    assertThat(sent.get(0).since()).isAfter(at(10));
  }

  @Test
  void aLoudBackgroundIsNoisyAndAMutedMicrophoneIsQuiet() {
    // Given
    engine =
        engine(
            """
            version: test-1
            rules:
              - {name: noisy, condition: noisy, aboveDb: -30, raise: 0.8, clear: 0.3, over: 2s}
              - {name: quiet, condition: quiet, belowDb: -65, raise: 0.8, clear: 0.3, over: 2s}
            """);

    // When
    for (double end = 2; end <= 30; end += 0.5) {
      hear(sound(end, -20, -25, 0));
    }
    for (double end = 30.5; end <= 60; end += 0.5) {
      hear(sound(end, -80, -85, 0));
    }

    // Then
    assertThat(sent)
        .extracting(alert -> alert.rule() + " " + alert.state().label())
        .containsExactly("noisy raised", "noisy cleared", "quiet raised");
  }

  @Test
  void aSensorThatIsNotHeardIsOfflineUntilItIsHeard() {
    // Given
    rule("condition: offline, for: 10s, coolDown: 5s");
    hear(silence(2));
    assertThat(engine.deadline(sensor.orElseThrow(), SENSOR)).hasValue(at(12).toEpochMilli());

    // When
    unheardUntil(11.9);
    assertThat(sent).isEmpty();
    unheardUntil(13);
    hear(silence(30));

    // Then: since the last audio, until the first
    assertThat(said()).containsExactly("raised 12.0", "cleared 28.0");
    assertThat(sent.get(0).since()).isEqualTo(at(2));
    assertThat(sent).extracting(EmotionAlert::score).containsExactly(1.0, 0.0);

    // When: it is gone again
    unheardUntil(45);

    // Then
    assertThat(said()).endsWith("raised 40.0");
  }

  @Test
  void anOutageThatIsFoundOutAfterwardsIsToldAllTheSame() {
    // Given
    rule("condition: offline, for: 10s");

    // When
    hear(silence(2));
    hear(silence(30));

    // Then
    assertThat(said()).containsExactly("raised 12.0", "cleared 28.0");
  }

  @Test
  void aSensorThatStaysOfflineExpires() {
    // Given
    rule("condition: offline, for: 10s, expire: 1h");
    hear(silence(2));

    // When
    unheardUntil(10_000);

    // Then
    assertThat(said()).containsExactly("raised 12.0", "expired 3602.0");
  }
}
