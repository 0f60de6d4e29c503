package io.tenor.streams.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a compacted topic holds. */
public final class LatestRecords {

  private LatestRecords() {}

  /**
   * The last record of each key, by key, of what was written so far; keys whose last record has no
   * value are left out.
   *
   * @param consumer in no group
   */
  public static Map<String, ConsumerRecord<byte[], byte[]>> of(
      Consumer<byte[], byte[]> consumer, String topic) {
    var latest = new TreeMap<String, ConsumerRecord<byte[], byte[]>>();
    TopicRecords.each(
        consumer,
        topic,
        record -> {
          var key = record.key() == null ? "" : new String(record.key(), UTF_8);
          if (record.value() == null) {
            latest.remove(key);
          } else {
            latest.put(key, record);
          }
        });
    return latest;
  }
}
