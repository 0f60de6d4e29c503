package io.tenor.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.streams.replay.TopicSpan.AtOffset;
import io.tenor.streams.replay.TopicSpan.AtTime;
import io.tenor.streams.replay.TopicSpan.Bound;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicSpanTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-26T03:00:00Z, 2026-11-26T03:00:00Z",
    "2026-11-26T03:00:00+01:00, 2026-11-26T02:00:00Z",
    "2026-11-26T03:00, 2026-11-26T03:00:00Z"
  })
  void aTimeIsReadInUtcUnlessItSaysOtherwise(String text, Instant time) {
    assertThat(Bound.parse(text)).isEqualTo(new AtTime(time));
  }

  @Test
  void digitsAreAnOffset() {
    assertThat(Bound.parse("1200")).isEqualTo(new AtOffset(1_200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "-3", "", "99999999999999999999"})
  void anythingElseIsRefusedInOneSentence(String text) {
    assertThatThrownBy(() -> Bound.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither an offset (a number) nor a time");
  }

  @Test
  void anEndThatIsNotAfterTheBeginningIsRefused() {
    var at = Optional.of(Bound.parse("2026-11-26T03:00:00Z"));
    assertThatThrownBy(() -> new TopicSpan(at, at)).hasMessageContaining("which is not after");
  }

  @Test
  void itHoldsItsBeginningAndNotItsEnd() {
    // Given
    var span =
        new TopicSpan(
            Optional.of(new AtTime(Instant.ofEpochMilli(1_000))),
            Optional.of(new AtTime(Instant.ofEpochMilli(2_000))));

    // Then
    assertThat(span.holds(999)).isFalse();
    assertThat(span.holds(1_000)).isTrue();
    assertThat(span.holds(1_999)).isTrue();
    assertThat(span.holds(2_000)).isFalse();
    assertThat(TopicSpan.ALL.holds(0)).isTrue();
  }
}
