package io.tenor.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceProfileTest {
  @Provide
  Arbitrary<String> labels() {
    return Arbitraries.of(VoiceProfile.LABELS);
  }

  @Property
  void oddSpeakersAreWomenAndEvenOnesMen(@ForAll("labels") String label, @ForAll int half) {
    // Given
    var profile = VoiceProfile.of(label);

    // When
    var man = profile.forSpeaker(2L * half);
    var woman = profile.forSpeaker(2L * half + 1);

    // Then
    assertThat(man.pitchHz()).isBetween(0.9 * profile.pitchHz(), 1.1 * profile.pitchHz());
    assertThat(woman.pitchHz()).isBetween(1.57 * profile.pitchHz(), 1.93 * profile.pitchHz());
    assertThat(woman.formantScale()).isGreaterThan(man.formantScale());
    assertThat(profile.forSpeaker(half)).isEqualTo(profile.forSpeaker(half));
  }

  @Test
  void theEmotionsDifferAsTheyDoInPeople() {
    // Given
    var neutral = VoiceProfile.of("neutral");
    var anger = VoiceProfile.of("anger");
    var fear = VoiceProfile.of("fear");
    var sadness = VoiceProfile.of("sadness");
    var boredom = VoiceProfile.of("boredom");
    var happiness = VoiceProfile.of("happiness");
    var disgust = VoiceProfile.of("disgust");

    // Then
    for (String label : VoiceProfile.LABELS) {
      assertThat(VoiceProfile.of(label).loudnessDb()).isLessThanOrEqualTo(anger.loudnessDb());
      assertThat(VoiceProfile.of(label).jitter()).isLessThanOrEqualTo(disgust.jitter());
      assertThat(VoiceProfile.of(label).pitchRangeSemitones())
          .isGreaterThanOrEqualTo(boredom.pitchRangeSemitones());
    }
    assertThat(anger.effort()).isGreaterThan(happiness.effort()).isGreaterThan(neutral.effort());
    assertThat(fear.breathiness()).isGreaterThan(neutral.breathiness());
    assertThat(fear.pitchHz()).isGreaterThan(1.5 * neutral.pitchHz());
    assertThat(sadness.syllablesPerSecond()).isLessThan(neutral.syllablesPerSecond());
    assertThat(happiness.pitchRangeSemitones()).isGreaterThan(neutral.pitchRangeSemitones());
  }

  @Test
  void anUnknownEmotionIsRefused() {
    assertThatThrownBy(() -> VoiceProfile.of("joy"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'joy' is no emotion with a voice: use one of [anger, boredom");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          49  | 4  | 4  | -26 | 0.1 | 0.5 | 0.01 | 0.1  | 1   | pitchHz is 49.0, not from 50.0 to 500.0
          100 | 25 | 4  | -26 | 0.1 | 0.5 | 0.01 | 0.1  | 1   | pitchRangeSemitones is 25.0, not from 0.0 to 24.0
          100 | 4  | 0  | -26 | 0.1 | 0.5 | 0.01 | 0.1  | 1   | syllablesPerSecond is 0.0, not from 1.0 to 10.0
          100 | 4  | 4  | -5  | 0.1 | 0.5 | 0.01 | 0.1  | 1   | loudnessDb is -5.0, not from -60.0 to -6.0
          100 | 4  | 4  | -26 | 1.1 | 0.5 | 0.01 | 0.1  | 1   | breathiness is 1.1, not from 0.0 to 1.0
          100 | 4  | 4  | -26 | 0.1 | -1  | 0.01 | 0.1  | 1   | effort is -1.0, not from 0.0 to 1.0
          100 | 4  | 4  | -26 | 0.1 | 0.5 | 0.2  | 0.1  | 1   | jitter is 0.2, not from 0.0 to 0.1
          100 | 4  | 4  | -26 | 0.1 | 0.5 | 0.01 | 0.95 | 1   | pauseShare is 0.95, not from 0.0 to 0.9
          100 | 4  | 4  | -26 | 0.1 | 0.5 | 0.01 | 0.1  | NaN | formantScale is NaN, not from 0.8 to 1.4
          """)
  void aComponentOutOfRangeIsRefusedByName(
      double pitch,
      double range,
      double tempo,
      double loudness,
      double breathiness,
      double effort,
      double jitter,
      double pause,
      double scale,
      String message) {
    assertThatThrownBy(
            () ->
                new VoiceProfile(
                    pitch, range, tempo, loudness, breathiness, effort, jitter, pause, scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
