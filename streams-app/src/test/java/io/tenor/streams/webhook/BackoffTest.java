package io.tenor.streams.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.webhook.Answer.Failed;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Failed UNAVAILABLE = new Failed("HTTP 503", false, Optional.empty());
  private static final Failed UNAUTHORIZED = new Failed("HTTP 401", true, Optional.empty());

  @ParameterizedTest
  @CsvSource({"1, 500", "2, 1000", "3, 2000", "6, 16000", "7, 30000", "8, 30000", "70, 30000"})
  void theCeilingDoublesFromASecondToAMinuteAndTheWaitIsARandomShare(int failures, long millis) {
    // Given
    var backoff = new Backoff(always(0.5));
    // When
    var delay = backoff.delay(failures, UNAVAILABLE);
    // Then
    assertThat(delay).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void whatSomebodyHasToCorrectHasTheLongestCeilingAtOnce() {
    // Given
    var backoff = new Backoff(always(0.5));
    // When
    var delay = backoff.delay(1, UNAUTHORIZED);
    // Then
    assertThat(delay).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"0, 500", "7, 7000", "300, 300000", "301, 300000", "2000000000, 300000"})
  void aLongerRetryAfterIsHonouredUpToFiveMinutes(long seconds, long millis) {
    // Given
    var backoff = new Backoff(always(0.5));
    var failed = new Failed("HTTP 429", false, Optional.of(Duration.ofSeconds(seconds)));
    // When
    var delay = backoff.delay(1, failed);
    // Then
    assertThat(delay).isEqualTo(Duration.ofMillis(millis));
  }

  @Property
  void noWaitIsNegativeOrBeyondAMinute(
      @ForAll @IntRange(min = 1) int failures, @ForAll boolean lasting, @ForAll long seed) {
    // Given
    var backoff = new Backoff(new Random(seed));
    // When
    var delay = backoff.delay(failures, lasting ? UNAUTHORIZED : UNAVAILABLE);
    // Then
    assertThat(delay).isBetween(Duration.ZERO, Backoff.LONGEST);
  }

  /** Gives this share of one, below 1, again and again. */
  private static RandomGenerator always(double share) {
    long bits = (long) (share * 0x1p53) << 11; // nextDouble is made of the upper 53 bits
    return () -> bits;
  }
}
