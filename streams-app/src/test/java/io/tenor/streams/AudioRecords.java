package io.tenor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AudioHeaders;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Audio as a test's sensors send it: 16 kHz, 16 bits, with session and index. */
public final class AudioRecords {

  private AudioRecords() {}

  /**
   * A chunk.
   *
   * @param startMs capture time of the session's first sample, milliseconds since 1970
   * @param firstSample index in the session of the first of the samples
   */
  public static ProducerRecord<byte[], byte[]> of(
      String topic, String sensor, String session, long startMs, int firstSample, short[] samples) {
    var bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    var record =
        new ProducerRecord<>(
            topic, null, startMs + firstSample / 16, sensor.getBytes(UTF_8), bytes.array());
    record.headers().add(AudioHeaders.SESSION, session.getBytes(UTF_8));
    record.headers().add(AudioHeaders.FIRST_SAMPLE, Integer.toString(firstSample).getBytes(UTF_8));
    return record;
  }
}
