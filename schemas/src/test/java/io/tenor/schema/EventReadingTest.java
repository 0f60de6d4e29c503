package io.tenor.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader of events does with what it does not know, and with what is no event. */
class EventReadingTest {

  private static final ObjectMapper MAPPER = EventJson.newMapper();

  @Test
  void anEventOfANextVersionWithFurtherPropertiesStaysReadable() {
    // Given
    ObjectNode next = MAPPER.valueToTree(Samples.anger());
    next.put("arousal", 0.7).putObject("more").put("x", 1);
    // When
    EmotionEvent read =
        EventSerdes.event().deserializer().deserialize("t", next.toString().getBytes(UTF_8));
    // Then
    assertThat(read).isEqualTo(Samples.anger());
    assertThat(EventContractTest.schema("emotion-event.schema.json").validate(next)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secretword",
        "{\"id\": \"secretword",
        "{\"id\": {\"secretword\": 1}}",
        "[\"secretword\"]",
        "null"
      })
  void anUnreadableValueIsAnErrorThatDoesNotQuoteIt(String value) {
    assertThatThrownBy(
            () -> EventSerdes.event().deserializer().deserialize("events", value.getBytes(UTF_8)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("events")
        .hasMessageContaining("emotion event")
        .hasNoCause()
        .message()
        .doesNotContain("secretword");
  }

  @Test
  void aWrongPropertyIsAnErrorThatDoesNotQuoteIt() {
    // Given
    ObjectNode event = MAPPER.valueToTree(Samples.anger());
    event.put("outcome", "secretword");
    // When, Then
    assertThatThrownBy(
            () ->
                EventSerdes.event()
                    .deserializer()
                    .deserialize("events", event.toString().getBytes(UTF_8)))
        .isInstanceOf(SerializationException.class)
        .hasNoCause()
        .message()
        .doesNotContain("secretword");
  }

  @Test
  void aTombstoneStaysOne() {
    assertThat(EventSerdes.event().serializer().serialize("t", null)).isNull();
    assertThat(EventSerdes.event().deserializer().deserialize("t", null)).isNull();
  }
}
