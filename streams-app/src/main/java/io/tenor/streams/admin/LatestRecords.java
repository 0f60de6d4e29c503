package io.tenor.streams.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a compacted topic holds. */
public final class LatestRecords {

  private static final Duration POLL = Duration.ofMillis(200);

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
    var partitions = TopicPartitions.of(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (var record : consumer.poll(POLL)) {
        var key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (record.value() == null) {
          latest.remove(key);
        } else {
          latest.put(key, record);
        }
      }
    }
    return latest;
  }
}
