package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "0123456789abcdef",
        "1234567890123456",
        "abcdefghijklmnop",
        "zyxwvutsrqponmlk",
        "passwordpassword",
        "aaaabbbbccccdddd",
        "0000000000000000000000000000000000000000"
      })
  void whatRepeatsOrCountsIsNoToken(String text) {
    // Then
    assertThatThrownBy(() -> new Access.Token(text, Optional.empty()))
        .hasMessageContaining("easily guessed");
  }

  @Test
  void randomTokensAreOne() {
    // Given
    var random = new Random(1);

    for (int n = 0; n < 10_000; n++) {
      // When: as openssl rand -hex 16 makes them
      var token = "%016x%016x".formatted(random.nextLong(), random.nextLong());

      // Then
      assertThat(Guessing.bits(token)).as(token).isGreaterThan(Guessing.ENOUGH_BITS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-token-of-this-test",
        "3f9c0a7d51e8b246",
        "8d0f5a1c9e7b3246d1f0a5c8e9b7d346",
        "T9vQ2xLm4RzK8wNp"
      })
  void whatIsChosenWellIsOne(String text) {
    // Then
    assertThat(Guessing.bits(text)).isGreaterThan(Guessing.ENOUGH_BITS);
  }
}
