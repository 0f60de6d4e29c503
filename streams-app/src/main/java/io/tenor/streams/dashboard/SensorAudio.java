package io.tenor.streams.dashboard;

import io.tenor.audio.StreamResampler;
import io.tenor.schema.SensorContext;
import io.tenor.spectrogram.ColumnStream;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.streams.admin.TopicPartitions;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.ChunkDecoder;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The spectrogram of one sensor while somebody looks at it: levels of its bands, as the monitor
 * computes them, from the audio that comes from now on. Chunks that come late or twice are left
 * out; it is for the eye. Not thread-safe.
 *
 * <p>Producers choose partitions as they like, so all are read until the sensor is found, and then
 * only the one that it is in.
 */
final class SensorAudio implements AutoCloseable {

  /** What the monitor's spectrogram is. */
  static final FrontEnd FRONT_END = FrontEnd.compact();

  private static final long LOST_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long JUMP_MS = 60;

  private final SensorContext context;
  private final String name;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final ChunkDecoder decoder = new ChunkDecoder();
  private final ColumnStream columns = new ColumnStream(FRONT_END);
  private Optional<TopicPartition> found = Optional.empty();
  private long lastFound = System.nanoTime();
  private Optional<StreamResampler> resampler = Optional.empty();
  private int rateHz;
  private double nextChunkMs = Double.NaN;
  private double columnMs;

  /**
   * Some columns, one after another.
   *
   * @param at capture time of the first (milliseconds since 1970)
   * @param levels of all, each from low to high frequency; base64 in JSON
   */
  record Columns(long at, byte[] levels) {}

  /**
   * Starts with what comes next.
   *
   * @param consumerProperties of a consumer of bytes
   * @param topic the audio of the sensor's context
   * @param name of the sensor, see {@link PlainText#name}
   */
  SensorAudio(
      Map<String, Object> consumerProperties, String topic, SensorContext context, String name) {
    this.context = context;
    this.name = name;
    consumer = new KafkaConsumer<>(consumerProperties);
    partitions = TopicPartitions.of(consumer, topic);
    readAll();
  }

  private void readAll() {
    found = Optional.empty();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // looked up now, so that nothing said later is missed
    lastFound = System.nanoTime();
  }

  /** The columns that have become known; waits so long for audio. */
  List<Columns> poll(Duration patience) {
    var drawn = new ArrayList<Columns>();
    for (var record : consumer.poll(patience)) {
      chunk(record).flatMap(chunk -> draw(chunk)).ifPresent(drawn::add);
    }
    if (found.isPresent() && System.nanoTime() - lastFound > LOST_NANOS) {
      readAll();
    }
    return drawn;
  }

  private Optional<AudioChunk> chunk(ConsumerRecord<byte[], byte[]> record) {
    var read =
        decoder.decode(context, record.key(), record.value(), record.headers(), record.timestamp());
    if (!(read instanceof AudioChunk chunk) || !PlainText.name(chunk.sensor().id()).equals(name)) {
      return Optional.empty();
    }
    lastFound = System.nanoTime();
    if (found.isEmpty()) {
      var partition = new TopicPartition(record.topic(), record.partition());
      found = Optional.of(partition);
      consumer.assign(List.of(partition));
      consumer.seek(partition, record.offset() + 1);
    }
    return Optional.of(chunk);
  }

  private Optional<Columns> draw(AudioChunk chunk) {
    double off = chunk.captureMs() - nextChunkMs;
    if (resampler.isEmpty() || chunk.rateHz() != rateHz || Math.abs(off) > JUMP_MS) {
      if (off < -JUMP_MS && off > -LOST_NANOS / 1e6) {
        return Optional.empty(); // late, or there already
      }
      rateHz = chunk.rateHz();
      resampler = Optional.of(new StreamResampler(rateHz, FRONT_END.sampleRateHz()));
      columns.reset();
      columnMs = chunk.captureMs();
      nextChunkMs = chunk.captureMs();
    }
    nextChunkMs += 1_000.0 * chunk.samples().length / rateHz;
    var samples = resampler.get().push(chunk.samples(), 0, chunk.samples().length);
    var levels = new ByteArrayOutputStream(64 * FRONT_END.bands());
    long at = Math.round(columnMs);
    int count = columns.push(samples, 0, samples.length, levels::writeBytes);
    columnMs += 1_000.0 * count * FRONT_END.hopSamples() / FRONT_END.sampleRateHz();
    return count == 0 ? Optional.empty() : Optional.of(new Columns(at, levels.toByteArray()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
