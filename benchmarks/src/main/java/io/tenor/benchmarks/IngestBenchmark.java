package io.tenor.benchmarks;

import io.tenor.audio.PcmFormat;
import io.tenor.audio.PcmFormat.Encoding;
import io.tenor.benchmarks.report.Beside;
import io.tenor.schema.AudioHeaders;
import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.ChunkDecoder;
import io.tenor.streams.ingest.Ingested;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to read a record of 250 ms at 16 kHz, beside a copy of its bytes. */
@State(Scope.Thread)
public class IngestBenchmark {

  private static final int CHUNK_SAMPLES = 4_000;

  /** How its samples are written. */
  @Param({"s16le", "f32le", "mulaw"})
  public String encoding;

  private final ChunkDecoder decoder = new ChunkDecoder();
  private final byte[] key = "bed-4".getBytes(StandardCharsets.UTF_8);
  private Headers headers;
  private byte[] payload;
  private byte[] copy;

  /** A chunk of speech; of mu-law any bytes are samples. */
  @Setup
  public void fill() {
    var kind = Encoding.valueOf(encoding.toUpperCase(Locale.ROOT));
    var format = new PcmFormat(16_000, kind, 1);
    var bytes = ByteBuffer.allocate(CHUNK_SAMPLES * kind.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (kind == Encoding.MULAW) {
      new Random(1).nextBytes(bytes.array());
    } else {
      for (short sample : Voices.speech(CHUNK_SAMPLES)) {
        if (kind == Encoding.F32LE) {
          bytes.putFloat(sample / 32_768f);
        } else {
          bytes.putShort(sample);
        }
      }
    }
    payload = bytes.array();
    copy = new byte[payload.length];
    headers =
        new RecordHeaders()
            .add(AudioHeaders.CONTENT_TYPE, text(format.contentType()))
            .add(AudioHeaders.SESSION, text("morning"))
            .add(AudioHeaders.FIRST_SAMPLE, text("160000"));
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** The floor: the record's bytes, copied. */
  @Benchmark
  public byte[] copy() {
    System.arraycopy(payload, 0, copy, 0, payload.length);
    return copy;
  }

  /** From the parts of a record to a checked chunk. */
  @Benchmark
  @Beside("copy")
  public Ingested decode() {
    return decoder.decode(SensorContext.WARD, key, payload, headers, 1_700_000_000_000L);
  }
}
