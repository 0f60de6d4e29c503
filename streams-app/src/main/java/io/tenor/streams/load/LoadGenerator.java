package io.tenor.streams.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AudioHeaders;
import io.tenor.schema.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Sends the chunks of a load when they are due, never because an earlier one was answered: a broker
 * or monitor that stalls is sent as much as one that does not. A chunk says when it should have
 * been captured, so what the generator itself is late is part of the measured latency.
 */
final class LoadGenerator {

  /** Chunks due within this are sent together: waking up for each would cost more than sending. */
  private static final long TICK_NANOS = 2_000_000;

  private final LoadPlan plan;
  private final Schedule schedule;
  private final Speech speech;
  private final List<Producer<byte[], byte[]>> producers;
  private final Origin origin;
  private final Sensor[] sensors;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Callback noteFailure =
      (metadata, thrown) -> {
        if (thrown != null) {
          failure.compareAndSet(null, thrown);
        }
      };
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long[] chunks;
  private final AtomicLong sent = new AtomicLong();
  private volatile long latestNanos;

  /**
   * The moment at which a load begins, on both clocks.
   *
   * @param nanos {@link System#nanoTime}
   * @param wallMs milliseconds since 1970
   */
  record Origin(long nanos, long wallMs) {

    /** In so many nanoseconds. */
    static Origin in(long nanos) {
      return new Origin(System.nanoTime() + nanos, System.currentTimeMillis() + nanos / 1_000_000);
    }

    /** Nanoseconds since the load began. */
    long now() {
      return System.nanoTime() - nanos;
    }
  }

  private record Sensor(String topic, byte[] key, Speech.Turns turns) {}

  LoadGenerator(
      LoadPlan plan,
      Schedule schedule,
      Speech speech,
      Topics topics,
      List<Producer<byte[], byte[]>> producers,
      Origin origin) {
    this.plan = plan;
    this.schedule = schedule;
    this.speech = speech;
    this.producers = List.copyOf(producers);
    this.origin = origin;
    this.chunks = new long[plan.sensors()];
    this.sensors = new Sensor[plan.sensors()];
    for (int i = 0; i < sensors.length; i++) {
      var key = SensorNames.key(i);
      sensors[i] = new Sensor(topics.audio(key.context()), key.recordKey(), speech.turns(i));
    }
  }

  /** Sends until the plan is over, it is stopped, or a chunk is not taken. */
  void run() {
    try {
      while (!stopped.get() && failure.get() == null && schedule.nextNanos() < Long.MAX_VALUE) {
        long now = origin.now();
        if (schedule.nextNanos() > now) {
          TimeUnit.NANOSECONDS.sleep(Math.max(TICK_NANOS, schedule.nextNanos() - now));
        } else {
          send(schedule.take(), now);
        }
      }
      producers.forEach(Producer::flush);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      ended.countDown();
    }
  }

  private void send(Schedule.Due due, long now) {
    var sensor = sensors[due.sensor()];
    int samples = plan.chunkSamples();
    long first = due.number() * samples;
    long capturedMs =
        origin.wallMs() + Math.floorDiv(schedule.captureNanos(due.sensor(), first), 1_000_000L);
    var record =
        new ProducerRecord<>(
            sensor.topic(),
            null,
            capturedMs,
            sensor.key(),
            speech.chunk(sensor.turns(), first, samples, plan.speechShare()));
    describe(record.headers(), first);
    var unused = producers.get(due.sensor() % producers.size()).send(record, noteFailure);
    latestNanos = Math.max(latestNanos, now - due.atNanos());
    chunks[due.sensor()]++;
    sent.incrementAndGet();
  }

  private void describe(Headers headers, long firstSample) {
    headers.add(AudioHeaders.CONTENT_TYPE, Speech.CONTENT_TYPE);
    headers.add(AudioHeaders.SESSION, plan.session().getBytes(UTF_8));
    headers.add(AudioHeaders.FIRST_SAMPLE, Long.toString(firstSample).getBytes(UTF_8));
  }

  /** Asks it to end, and returns at once. */
  void stop() {
    stopped.set(true);
  }

  /** Whether it has ended, waiting for that so long at most. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Why a chunk was not taken, if one was not. */
  Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Chunks sent so far. */
  long sent() {
    return sent.get();
  }

  /** How much later than it was due a chunk was handed to the producer at worst, ms. */
  double latestMs() {
    return latestNanos / 1e6;
  }

  /** Chunks sent by sensor; complete when it has ended. */
  long[] chunks() {
    return chunks.clone();
  }
}
