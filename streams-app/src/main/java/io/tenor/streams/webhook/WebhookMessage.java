package io.tenor.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionAlert;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert as it is sent, the same in every attempt.
 *
 * @param id value of {@code webhook-id}: what a receiver drops duplicates by
 * @param headers of CloudEvents in binary mode, by name
 * @param body the record's value as it is
 */
record WebhookMessage(String id, Map<String, String> headers, byte[] body) {

  private static final String KAFKA_PREFIX = "ce_";
  private static final String HTTP_PREFIX = "ce-";

  /**
   * The message of an alert.
   *
   * @param value the bytes that it was read from, with what a later version may have added
   */
  static WebhookMessage of(EmotionAlert alert, byte[] value) {
    var headers = new TreeMap<String, String>();
    for (var header : CloudEventHeaders.of(alert)) {
      var text = new String(header.value(), UTF_8);
      if (header.key().startsWith(KAFKA_PREFIX)) {
        var name = HTTP_PREFIX + header.key().substring(KAFKA_PREFIX.length());
        headers.put(name, HeaderText.cloudEvents(text));
      } else {
        headers.put(header.key(), text);
      }
    }
    return new WebhookMessage(HeaderText.webhookId(alert.messageId()), headers, value);
  }

  /** The id alone: a body is not to be seen. */
  @Override
  public String toString() {
    return id;
  }
}
