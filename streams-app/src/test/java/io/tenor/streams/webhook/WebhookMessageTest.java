package io.tenor.streams.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookMessageTest {

  @Test
  void hasTheHeadersOfCloudEventsInBinaryModeAndTheValueAsItIs() {
    // Given
    var alert = SampleAlerts.raised("bed 4.1", 0);
    var value = SampleAlerts.value(alert);
    // When
    var message = WebhookMessage.of(alert, value);
    // Then: an id has percent signs of its own, which are encoded once more in ce-id
    assertThat(message.headers())
        .containsOnly(
            entry("ce-id", "distress/ward/bed%25204.1/s/1772359200000/raised"),
            entry("ce-source", "/tenor/ward/bed%25204.1"),
            entry("ce-specversion", "1.0"),
            entry("ce-time", "2026-03-01T10:00:02.000Z"),
            entry("ce-type", "io.tenor.emotion.alert.v1"),
            entry("content-type", "application/json"));
    assertThat(message.id()).isEqualTo("distress/ward/bed%204%2E1/s/1772359200000/raised");
    assertThat(message.body()).isSameAs(value);
    assertThat(message).hasToString(message.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b      | a%20b",
        "50%      | 50%25",
        "a\"b     | a%22b",
        "Bär €    | B%C3%A4r%20%E2%82%AC",
        "😀       | %F0%9F%98%80",
        "~!#/?.'  | ~!#/?.'",
      },
      quoteCharacter = '\0')
  void whatAHeaderCannotHoldIsPercentEncoded(String value, String expected) {
    // When
    var header = HeaderText.cloudEvents(value);
    // Then
    assertThat(header).isEqualTo(expected);
  }

  @Test
  void noIdCanEndAHeaderOrHoldAFullStop() {
    // When
    var id = HeaderText.webhookId("a\r\nx: b.c%20\u007f");
    // Then
    assertThat(id).isEqualTo("a%0D%0Ax:%20b%2Ec%20%7F");
  }
}
