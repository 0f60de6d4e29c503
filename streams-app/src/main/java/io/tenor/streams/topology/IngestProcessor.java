package io.tenor.streams.topology;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.ChunkDecoder;
import io.tenor.streams.ingest.Rejection;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Decodes audio records; what cannot be decoded goes on, as it came, to the dead letters. */
final class IngestProcessor extends ContextualProcessor<byte[], byte[], Object, Object> {

  private final ChunkDecoder decoder = new ChunkDecoder();
  private final Map<String, SensorContext> contexts;
  private final Backlog backlog;

  IngestProcessor(Map<String, SensorContext> contexts, Backlog backlog) {
    this.contexts = contexts;
    this.backlog = backlog;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var origin = context().recordMetadata().orElseThrow();
    backlog.heard(origin.topic(), origin.partition(), origin.offset());
    var ingested =
        decoder.decode(
            contexts.get(origin.topic()),
            record.key(),
            record.value(),
            record.headers(),
            record.timestamp());
    if (ingested instanceof AudioChunk chunk) {
      context()
          .forward(new Record<>(chunk.sensor(), chunk, record.timestamp()), MonitorTopology.WINDOW);
    } else if (ingested instanceof Rejection rejection) {
      context().forward(rejected(record, rejection, origin), MonitorTopology.REJECTED);
    }
  }

  private static Record<byte[], byte[]> rejected(
      Record<byte[], byte[]> record, Rejection rejection, RecordMetadata origin) {
    var headers =
        DeadLetters.headers(
            record.headers(), rejection, origin.topic(), origin.partition(), origin.offset());
    return record.withHeaders(headers);
  }
}
