package io.tenor.streams.topology;

import io.tenor.streams.ingest.ChunkDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by which Kafka Streams orders the audio. It must be there and must not be negative, or
 * the record would end the thread or be dropped without a word; what a sensor sends may be
 * anything. A record without a usable time gets the time of its partition and a mark, by which
 * {@link IngestProcessor} refuses it. Safe for several threads.
 */
final class CaptureTime implements TimestampExtractor {

  private static final Logger LOG = LoggerFactory.getLogger(CaptureTime.class);

  /** Marks a record; known by identity, so that no sensor can send it. */
  private static final Header MARK = new Mark();

  private record Mark() implements Header {
    @Override
    public String key() {
      return "tenor.no.capture.time";
    }

    @Override
    public byte[] value() {
      return "-1".getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final InstantSource clock;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * For the sources with audio.
   *
   * @param clock tells a time where the partition has none yet
   */
  CaptureTime(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTimeMs) {
    if (record.timestampType() == TimestampType.LOG_APPEND_TIME && told.add(record.topic())) {
      LOG.atWarn()
          .addKeyValue("topic", record.topic())
          .log(
              "The broker overwrites capture times in an audio topic, so windows and alerts have"
                  + " wrong times: set message.timestamp.type=CreateTime on it");
    }
    if (ChunkDecoder.isCaptureTime(record.timestamp())) {
      return record.timestamp();
    }
    record.headers().add(MARK);
    return partitionTimeMs >= 0 ? partitionTimeMs : clock.millis();
  }

  /** Whether a header is the mark of a record that came without a usable time. */
  @SuppressWarnings("ReferenceEquality") // an equal header may come from anywhere
  static boolean isMark(Header header) {
    return header == MARK;
  }
}
