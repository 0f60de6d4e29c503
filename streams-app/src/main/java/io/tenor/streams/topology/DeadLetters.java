package io.tenor.streams.topology;

import io.tenor.schema.RejectedHeaders;
import io.tenor.streams.ingest.Rejection;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Marks a record as a dead letter: its own headers, and why and from where it came. */
final class DeadLetters {

  private DeadLetters() {}

  /** A copy of the record's headers with those of {@link RejectedHeaders}. */
  static Headers headers(
      Headers own, Rejection rejection, String topic, int partition, long offset) {
    var headers = new RecordHeaders();
    for (var header : own) {
      if (!CaptureTime.isMark(header)) {
        headers.add(header);
      }
    }
    put(headers, RejectedHeaders.REASON, rejection.reason().code());
    put(headers, RejectedHeaders.MESSAGE, rejection.message());
    put(headers, RejectedHeaders.TOPIC, topic);
    put(headers, RejectedHeaders.PARTITION, Integer.toString(partition));
    put(headers, RejectedHeaders.OFFSET, Long.toString(offset));
    return headers;
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
