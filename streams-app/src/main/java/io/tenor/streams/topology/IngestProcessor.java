package io.tenor.streams.topology;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.ChunkDecoder;
import io.tenor.streams.ingest.Rejection;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Decodes audio records; what cannot be decoded goes on, as it came, to the dead letters. */
final class IngestProcessor extends ContextualProcessor<byte[], byte[], Object, Object> {

  private final ChunkDecoder decoder = new ChunkDecoder();
  private final Map<String, SensorContext> contexts;
  private final Backlog backlog;
  private final Clock clock;
  private final Meters meters;

  IngestProcessor(
      Map<String, SensorContext> contexts, Backlog backlog, Clock clock, Meters meters) {
    this.contexts = contexts;
    this.backlog = backlog;
    this.clock = clock;
    this.meters = meters;
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
            captureMs(record));
    if (ingested instanceof AudioChunk chunk) {
      meters.ingested(clock.millis() - endMs(chunk));
      context()
          .forward(new Record<>(chunk.sensor(), chunk, record.timestamp()), MonitorTopology.WINDOW);
    } else if (ingested instanceof Rejection rejection) {
      meters.rejected(rejection.reason());
      context().forward(rejected(record, rejection, origin), MonitorTopology.REJECTED);
    }
  }

  /** Capture time, milliseconds since 1970; below 0 if the record came without one. */
  private static long captureMs(Record<byte[], byte[]> record) {
    for (var header : record.headers()) {
      if (CaptureTime.isMark(header)) {
        return ChunkDecoder.NO_TIME;
      }
    }
    return record.timestamp();
  }

  private static long endMs(AudioChunk chunk) {
    return chunk.captureMs() + 1_000L * chunk.samples().length / chunk.rateHz();
  }

  private static Record<byte[], byte[]> rejected(
      Record<byte[], byte[]> record, Rejection rejection, RecordMetadata origin) {
    var headers =
        DeadLetters.headers(
            record.headers(), rejection, origin.topic(), origin.partition(), origin.offset());
    return record.withHeaders(headers);
  }
}
