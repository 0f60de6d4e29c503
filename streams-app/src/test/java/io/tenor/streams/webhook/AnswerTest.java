package io.tenor.streams.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.webhook.Answer.Accepted;
import io.tenor.streams.webhook.Answer.Failed;
import io.tenor.streams.webhook.Answer.Gone;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204, 299})
  void anyStatusOfSuccessAccepts(int status) {
    // When
    var answer = Answer.ofStatus(status, Optional.empty());
    // Then
    assertThat(answer).isEqualTo(new Accepted());
  }

  @ParameterizedTest
  @CsvSource({
    "301, true",
    "307, true",
    "400, true",
    "401, true",
    "404, true",
    "408, false",
    "429, false",
    "500, false",
    "503, false",
    "599, false",
    "199, true"
  })
  void everyOtherStatusIsTriedAgainAndSomeNeedAPersonFirst(int status, boolean lasting) {
    // Given
    var asked = Optional.of(Duration.ofSeconds(3));
    // When
    var answer = Answer.ofStatus(status, asked);
    // Then
    assertThat(answer).isEqualTo(new Failed("HTTP " + status, lasting, asked));
  }

  @Test
  void goneEndsIt() {
    // When
    var answer = Answer.ofStatus(410, Optional.of(Duration.ofSeconds(3)));
    // Then
    assertThat(answer).isEqualTo(new Gone());
  }

  @Test
  void aFailureWithoutStatusIsNamedByItsKindAndNeverByItsMessage() {
    // Given
    var unknown = new ConnectException();
    unknown.initCause(new UnresolvedAddressException());
    // When
    var kinds =
        new String[] {
          kind(new HttpConnectTimeoutException("m")),
          kind(new ConnectException("m")),
          kind(unknown),
          kind(new SSLHandshakeException("m")),
          kind(new IOException("m")),
          kind(new IllegalStateException("m"))
        };
    // Then
    assertThat(kinds)
        .containsExactly(
            "no answer in time",
            "no connection",
            "unknown host",
            "no secure connection",
            "the connection broke",
            "IllegalStateException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120                           | 120",
        "0                             | 0",
        "99999999999999999999          | 2147483647",
        "Sun, 06 Nov 1994 08:49:37 GMT | 37",
        "Sun, 06 Nov 1994 08:48:37 GMT | 0",
      })
  void retryAfterIsANumberOfSecondsOrADate(String value, long seconds) {
    // Given
    var now = Instant.parse("1994-11-06T08:49:00Z");
    // When
    var asked = RetryAfter.parse(value, now);
    // Then
    assertThat(asked).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "٣"})
  void aRetryAfterThatCannotBeReadIsNone(String value) {
    // When
    var asked = RetryAfter.parse(value, Instant.EPOCH);
    // Then
    assertThat(asked).isEmpty();
  }

  private static String kind(Throwable failure) {
    return ((Failed) Answer.ofFailure(new CompletionException(failure))).kind();
  }
}
