package io.tenor.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmotionLabelTest {

  private static final Instant FROM = Samples.START;
  private static final Instant TO = FROM.plusSeconds(6);

  @Test
  void instantsAreCutToMilliseconds() {
    // When
    EmotionLabel label = heard(FROM.plusNanos(999_999), TO.plusNanos(1));
    // Then
    assertThat(label).isEqualTo(heard(FROM, TO));
  }

  @Test
  void anEndThatIsNotAfterTheBeginningIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> heard(FROM, FROM.minusMillis(1)))
        .withMessage("to 2026-03-01T10:15:30.249Z is not after from 2026-03-01T10:15:30.250Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> heard(FROM, FROM))
        .withMessageContaining("is not after from");
    // Within one millisecond, of which nothing is left.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> heard(FROM, FROM.plusNanos(999_999)))
        .withMessageContaining("is not after from");
    assertThat(heard(FROM, FROM.plusMillis(1)).to()).isAfter(FROM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"surprise", "silence", "Anger", "anger ", "emotion"})
  void aWordThatIsNoLabelIsRefused(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.label(word))
        .withMessage("label '" + word + "' is neither an emotion nor unknown nor none");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void aTextThatIsBlankIsRefused(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> by(blank))
        .withMessage("annotator is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.label(blank))
        .withMessage("label is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(SensorContext.WARD, blank))
        .withMessage("sensor is missing");
  }

  @Test
  void aControlCharacterIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> by("nurse\n12"))
        .withMessage("annotator has a control character");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.label("anger\t"))
        .withMessage("label has a control character");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(SensorContext.WARD, "bed\u0000"))
        .withMessage("sensor has a control character");
  }

  @Test
  void aLabelOfNoPlaceOrTimeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(null, "bed 4/a"))
        .withMessage("context is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> heard(null, TO))
        .withMessage("from is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> heard(FROM, null))
        .withMessage("to is missing");
  }

  @Test
  void anIdIsReadableAndDifferentPartsNeverGiveTheSame() {
    assertThat(Samples.label("anger").id()).isEqualTo("ward/bed%204%2Fa/1772360130250/nurse%2012");
    assertThat(by("nurse/12ü").id()).isEqualTo("ward/bed%204%2Fa/1772360130250/nurse%2F12%C3%BC");
    assertThat(on(SensorContext.DRIVER, "truck-7").id())
        .isEqualTo("driver/truck-7/1772360130250/nurse%2012");
    assertThat(heard(Instant.ofEpochMilli(-1), TO).id())
        .isEqualTo("ward/bed%204%2Fa/-1/nurse%2012");
  }

  @Test
  void whatIsCorrectedOrTakenBackKeepsItsId() {
    // Given
    String id = Samples.label("anger").id();
    // When, Then
    assertThat(Samples.label("fear").id()).isEqualTo(id);
    assertThat(heard(FROM, TO.plusSeconds(1)).id()).isEqualTo(id);
    assertThat(Samples.label(EmotionLabel.NONE).id()).isEqualTo(id);
    assertThat(heard(FROM.plusMillis(1), TO).id()).isNotEqualTo(id);
  }

  private static EmotionLabel heard(Instant from, Instant to) {
    return new EmotionLabel("bed 4/a", SensorContext.WARD, from, to, "anger", "nurse 12");
  }

  private static EmotionLabel by(String annotator) {
    return new EmotionLabel("bed 4/a", SensorContext.WARD, FROM, TO, "anger", annotator);
  }

  private static EmotionLabel on(SensorContext context, String sensor) {
    return new EmotionLabel(sensor, context, FROM, TO, "anger", "nurse 12");
  }
}
