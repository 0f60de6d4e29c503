package io.tenor.streams.faults;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * All sensors speak in real time, in chunks of a quarter of a second. Of every second sensor each
 * second chunk overtakes the one before it, and of every third some chunks come twice, unless they
 * are in order.
 */
final class Talk implements AutoCloseable {

  static final int CHUNK = 4_000;

  private static final long CHUNK_NANOS = 250_000_000;
  private static final int TWICE_EVERY = 7;

  private final Voices voices;
  private final Topics topics;
  private final boolean inOrder;
  private final double pace;
  private final KafkaProducer<byte[], byte[]> producer;
  private final long startMs = System.currentTimeMillis();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Thread thread = new Thread(this::speak, "sensors");
  private volatile boolean last;
  private int chunks;

  /**
   * Begins to speak.
   *
   * @param inOrder no chunk overtakes another or comes twice
   * @param pace seconds of audio in a second
   */
  Talk(Voices voices, Topics topics, Map<String, Object> client, boolean inOrder, double pace) {
    this.voices = voices;
    this.topics = topics;
    this.inOrder = inOrder;
    this.pace = pace;
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    thread.start();
  }

  /** Lets them come to an end; how many samples each has said. */
  int end() throws InterruptedException, ExecutionException {
    last = true;
    thread.join();
    producer.flush();
    for (var future : sent) {
      future.get(); // fails if it was not sent
    }
    return chunks * CHUNK;
  }

  private void speak() {
    long start = System.nanoTime();
    // The first chunk comes first: that it was overtaken nobody could know. Then in pairs, to the
    // end of one, so that what is overtaken is sent.
    while (!last || chunks % 2 == 0) {
      for (int sensor = 0; sensor < voices.sensors(); sensor++) {
        int chunk = sensor % 2 == 1 && !inOrder ? swapped(chunks) : chunks;
        send(sensor, chunk);
        if (sensor % 3 == 2 && chunks % TWICE_EVERY == 0 && !inOrder) {
          send(sensor, chunk);
        }
      }
      chunks++;
      long wait = start + (long) (chunks * CHUNK_NANOS / pace) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  private static int swapped(int chunk) {
    if (chunk == 0) {
      return 0;
    }
    return chunk % 2 == 1 ? chunk + 1 : chunk - 1;
  }

  private void send(int sensor, int chunk) {
    int from = chunk * CHUNK;
    sent.add(
        producer.send(
            AudioRecords.of(
                topics.audio(SensorContext.WARD),
                Voices.name(sensor),
                "s1",
                startMs,
                from,
                voices.samples(sensor, from, from + CHUNK))));
  }

  @Override
  public void close() {
    last = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
