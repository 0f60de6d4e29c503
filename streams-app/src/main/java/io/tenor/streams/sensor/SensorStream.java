package io.tenor.streams.sensor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AudioHeaders;
import io.tenor.streams.sensor.SensorSettings.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends the samples of a source as one sensor, in chunks whose headers say what they are and where
 * they stand. In real time a chunk leaves when its last sample has been captured by the count of
 * samples, however long sending took, so it does not drift. A live source has its own pace: there
 * the clock says when a block was captured, and what the source has lost is a gap.
 */
public final class SensorStream implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** Less than a sample at the highest rate. */
  private static final Duration NOTHING = Duration.ofNanos(20_000);

  /** Who was held up for longer between two looks cannot say what the time was. */
  private static final Duration HELD_UP = Duration.ofMillis(20);

  private final SensorSettings settings;
  private final AudioSource source;
  private final Producer<byte[], byte[]> producer;
  private final Clock clock;
  private final Ticker ticker;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final AtomicLong chunks = new AtomicLong();
  private volatile Duration audio = Duration.ZERO;
  private volatile boolean begun;

  /**
   * A sensor that has not begun.
   *
   * @param source closed with this
   * @param producer may be shared with other sensors; the caller closes it
   * @param clock for capture times
   */
  public SensorStream(
      SensorSettings settings, AudioSource source, Producer<byte[], byte[]> producer, Clock clock) {
    this(settings, source, producer, clock, Ticker.SYSTEM);
  }

  SensorStream(
      SensorSettings settings,
      AudioSource source,
      Producer<byte[], byte[]> producer,
      Clock clock,
      Ticker ticker) {
    this.settings = settings;
    this.source = source;
    this.producer = producer;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Runs it in a daemon thread of its own. What ends it badly is in {@link #failure}. */
  public SensorStream start() {
    begun = true;
    Thread thread = new Thread(this::send, "sensor-" + settings.sensor().storeKey());
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Sends until the source ends, the limit is reached or {@link #stop} is called, and returns when
   * Kafka has everything.
   *
   * @throws SensorException if the source fails
   * @throws org.apache.kafka.common.KafkaException if Kafka does not take a chunk
   */
  public void run() {
    begun = true;
    send();
    failure()
        .ifPresent(
            thrown -> {
              throw thrown;
            });
  }

  private void send() {
    try {
      sendChunks();
      producer.flush();
    } catch (InterruptedException e) {
      fail(new InterruptException(e));
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      source.close();
      ended.countDown();
    }
  }

  private void sendChunks() throws InterruptedException {
    Optional<AudioBlock> block = nextBlock();
    if (block.isEmpty()) {
      return;
    }
    var timeline = new CaptureTimeline(settings.session(), start(block.get()));
    long startNanos = ticker.nanos();
    while (block.isPresent() && failure.get() == null) {
      if (source.isLive()) {
        var heard = block.get();
        captured(heard).ifPresent(at -> timeline.follow(heard, at));
      }
      var stamp = timeline.add(block.get());
      if (settings.pace() == Pace.REALTIME && !source.isLive()) {
        awaitUntil(startNanos + stamp.end().toNanos());
      }
      if (stop.getCount() == 0) {
        return;
      }
      send(block.get(), stamp);
      audio = stamp.end();
      block = nextBlock();
    }
  }

  /** The capture time of the very first sample. */
  private Instant start(AudioBlock first) {
    Instant now = Instant.now(clock);
    if (source.isLive()) {
      return captured(first).orElse(now);
    }
    return settings.pace() == Pace.MAX ? now.minus(expectedLength().orElse(Duration.ZERO)) : now;
  }

  /** When the first sample of a live block was captured; empty if that cannot be said. */
  private Optional<Instant> captured(AudioBlock block) {
    long before = ticker.nanos();
    Duration waiting = source.waiting();
    Instant now = Instant.now(clock);
    Duration length = CaptureTimeline.time(block.samples().length, block.sampleRateHz());
    return ticker.nanos() - before > HELD_UP.toNanos()
        ? Optional.empty()
        : Optional.of(now.minus(waiting).minus(length));
  }

  /** How much will be sent, if that is known. */
  private Optional<Duration> expectedLength() {
    Optional<Duration> length = source.length();
    Optional<Duration> limit = settings.limit();
    return length
        .map(all -> limit.filter(most -> most.compareTo(all) < 0).orElse(all))
        .or(() -> limit);
  }

  private Optional<AudioBlock> nextBlock() {
    Duration left = settings.limit().map(most -> most.minus(audio)).orElse(settings.chunk());
    return left.compareTo(NOTHING) < 0
        ? Optional.empty()
        : source.next(left.compareTo(settings.chunk()) < 0 ? left : settings.chunk());
  }

  private void awaitUntil(long due) throws InterruptedException {
    long wait = due - ticker.nanos();
    if (wait > 0) {
      ticker.await(stop, wait);
    }
  }

  private void send(AudioBlock block, CaptureTimeline.Stamp stamp) {
    var chunk =
        new ProducerRecord<>(
            settings.topic(),
            null,
            stamp.captured().toEpochMilli(),
            settings.sensor().recordKey(),
            block.bytes());
    header(chunk, AudioHeaders.CONTENT_TYPE, block.format().contentType());
    header(chunk, AudioHeaders.SESSION, stamp.session());
    header(chunk, AudioHeaders.FIRST_SAMPLE, Long.toString(stamp.firstSample()));
    var unused =
        producer.send(
            chunk,
            (metadata, thrown) -> {
              if (thrown != null) {
                fail(
                    thrown instanceof RuntimeException known
                        ? known
                        : new SensorException("Kafka did not take a chunk.", thrown));
              }
            });
    chunks.incrementAndGet();
  }

  private static void header(ProducerRecord<byte[], byte[]> chunk, String name, String value) {
    chunk.headers().add(name, value.getBytes(UTF_8));
  }

  private void fail(RuntimeException thrown) {
    failure.compareAndSet(null, thrown);
  }

  /** Asks it to end, and returns at once. */
  public void stop() {
    stop.countDown();
  }

  /** Waits for its end; false if it has not come after that long. */
  public boolean await(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Why it ended, if it ended badly. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Chunks sent so far. */
  public long chunks() {
    return chunks.get();
  }

  /** Audio sent so far. */
  public Duration audio() {
    return audio;
  }

  /** Ends a running sensor, waiting for it some seconds, and closes the source. */
  @Override
  public void close() {
    stop();
    try {
      if (!begun || !await(CLOSE)) {
        source.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
