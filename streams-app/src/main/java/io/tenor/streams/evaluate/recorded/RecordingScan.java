package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.ChunkDecoder;
import io.tenor.streams.ingest.Rejection;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.replay.RecordSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a recording once before it is evaluated: who is in it, when, what is missing, and where it
 * ends. It looks at the length of the audio, not at what is said.
 */
public final class RecordingScan {

  private final Map<String, SensorContext> contexts;
  private final ChunkDecoder decoder = new ChunkDecoder();
  private final Map<SensorKey, SensorAudio> sensors = new TreeMap<>(RecordingScan::compare);
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<String, Integer> rejected = new LinkedHashMap<>();
  private final Map<SensorKey, TopicPartition> places = new HashMap<>();
  private long records;

  /**
   * A scan that has read nothing.
   *
   * @param contexts by topic
   */
  public RecordingScan(Map<String, SensorContext> contexts) {
    this.contexts = Map.copyOf(contexts);
  }

  private static int compare(SensorKey a, SensorKey b) {
    return a.storeKey().compareTo(b.storeKey());
  }

  /** Is told how far it is. */
  public interface Listener {
    /** So far. */
    void at(RecordSource.Extent extent);
  }

  /** Reads all of it. */
  public void read(RecordSource source, Listener listener) {
    for (var record = source.next(); record.isPresent(); record = source.next()) {
      add(record.get());
      if (records % 1_000 == 0) {
        listener.at(source.extent());
      }
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    records++;
    var place = new TopicPartition(record.topic(), record.partition());
    ends.merge(place, record.offset() + 1, Math::max);
    var ingested =
        decoder.decode(
            contexts.get(record.topic()),
            record.key(),
            record.value(),
            record.headers(),
            record.timestamp());
    if (ingested instanceof AudioChunk chunk) {
      places.putIfAbsent(chunk.sensor(), place);
      sensors.computeIfAbsent(chunk.sensor(), sensor -> new SensorAudio()).add(chunk);
    } else if (ingested instanceof Rejection rejection) {
      rejected.merge(rejection.reason().code(), 1, Integer::sum);
    }
  }

  /** The audio of each sensor, by the order of their names. */
  public Map<SensorKey, SensorAudio> sensors() {
    return sensors;
  }

  /** Where a sensor's records are. */
  public TopicPartition place(SensorKey sensor) {
    return places.get(sensor);
  }

  /** The offset after the last record of each partition that has one. */
  public Map<TopicPartition, Long> ends() {
    return Map.copyOf(ends);
  }

  /** Records that are no audio, by reason. */
  public Map<String, Integer> rejected() {
    return rejected;
  }

  /** Records in all. */
  public long records() {
    return records;
  }

  /** Audio of all sensors, hours. */
  public double hours() {
    return sensors.values().stream().mapToDouble(SensorAudio::heardMs).sum() / 3.6e6;
  }
}
