package io.tenor.streams.webhook;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EventSerdes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Delivers the alerts of a topic to a receiver, as a member of a consumer group.
 *
 * <p>It polls without a pause, so that the group never takes it for dead while a receiver is away;
 * partitions whose lane is full are paused instead.
 */
public final class WebhookSink {

  private static final Duration QUIET_POLL = Duration.ofMillis(200);
  private static final Duration ANSWER_POLL = Duration.ofMillis(20);

  /** What the broker gets for an answer when this ends: a signal leaves 20 s in all. */
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(3);

  private final WebhookSettings settings;
  private final SinkListener listener;
  private final InstantSource time = monotonic();
  private final Lanes lanes = new Lanes();
  private final Map<String, Object> consumerProps;

  private volatile boolean stopRequested;
  private boolean joined;
  private Instant lastNews = time.instant();
  private final Progress progress = new Progress(lanes, time, BROKER_PATIENCE);

  /**
   * Reads nothing yet.
   *
   * @param consumerProps of a consumer of bytes, made by {@link SinkConsumer#properties}
   */
  public WebhookSink(
      WebhookSettings settings, Map<String, Object> consumerProps, SinkListener listener) {
    this.settings = settings;
    this.consumerProps = Map.copyOf(consumerProps);
    this.listener = listener;
  }

  /** Asks {@link #run} to end, from any thread. */
  public void requestStop() {
    stopRequested = true;
  }

  /**
   * Delivers until there is a reason to end. The group must have its place in the topic.
   *
   * @throws KafkaException if the cluster refuses; what was delivered is committed where it can be
   */
  public SinkSummary run() throws InterruptedException {
    try (var receiver = new HttpReceiver(settings, Clock.systemUTC())) {
      var deliveries =
          new Deliveries(
              lanes,
              receiver,
              new Backoff(RandomGenerator.getDefault()),
              listener,
              time,
              settings.max().orElse(Long.MAX_VALUE));
      var consumer = new KafkaConsumer<byte[], byte[]>(consumerProps);
      try {
        consumer.subscribe(List.of(settings.topic()), new Rebalance(consumer, deliveries));
        listener.started();
        return run(consumer, deliveries);
      } finally {
        // Takes the last answers and commits once more, whatever has ended this.
        consumer.close(CloseOptions.timeout(BROKER_PATIENCE));
      }
    }
  }

  private SinkSummary run(Consumer<byte[], byte[]> consumer, Deliveries deliveries)
      throws InterruptedException {
    var end = end(deliveries);
    while (end.isEmpty()) {
      turn(consumer, deliveries);
      end = end(deliveries);
    }
    deliveries.settle(consumer.assignment(), settings.timeout());
    progress.commit(consumer, consumer.assignment());
    return new SinkSummary(
        deliveries.delivered(), deliveries.attempts(), waiting(consumer), end.get());
  }

  private void turn(Consumer<byte[], byte[]> consumer, Deliveries deliveries)
      throws InterruptedException {
    read(consumer, deliveries.isBusy() ? Duration.ZERO : untilNextRetry());
    pauseWhatIsFull(consumer);
    deliveries.start();
    long before = deliveries.delivered();
    deliveries.take(ANSWER_POLL);
    if (deliveries.delivered() > before) {
      lastNews = time.instant();
    }
    progress.commitNowAndThen(consumer);
    if (deliveries.isReminderDue()) {
      deliveries.remind(waiting(consumer));
    }
  }

  private Optional<SinkSummary.End> end(Deliveries deliveries) {
    if (deliveries.isGone()) {
      return Optional.of(SinkSummary.End.GONE);
    }
    if (settings.max().filter(max -> deliveries.delivered() >= max).isPresent()) {
      return Optional.of(SinkSummary.End.ENOUGH);
    }
    if (stopRequested) {
      return Optional.of(SinkSummary.End.STOPPED);
    }
    var quiet = Duration.between(lastNews, time.instant());
    boolean longEnough = settings.patience().filter(p -> quiet.compareTo(p) >= 0).isPresent();
    return joined && longEnough ? Optional.of(SinkSummary.End.QUIET) : Optional.empty();
  }

  private Duration untilNextRetry() {
    var wait = lanes.nextRetry().map(at -> Duration.between(time.instant(), at)).orElse(QUIET_POLL);
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(QUIET_POLL) < 0 ? wait : QUIET_POLL;
  }

  private void read(Consumer<byte[], byte[]> consumer, Duration patience) {
    var records = consumer.poll(patience);
    for (var record : records) {
      lastNews = time.instant();
      message(record)
          .ifPresent(
              message ->
                  lanes.add(
                      new TopicPartition(record.topic(), record.partition()),
                      record.offset(),
                      message));
    }
    records.nextOffsets().forEach((partition, next) -> lanes.readTo(partition, next.offset()));
  }

  private Optional<WebhookMessage> message(ConsumerRecord<byte[], byte[]> record) {
    EmotionAlert alert;
    try {
      alert = EventSerdes.alert().deserializer().deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      listener.leftOut(record);
      return Optional.empty();
    }
    return Optional.ofNullable(alert).map(read -> WebhookMessage.of(read, record.value()));
  }

  private void pauseWhatIsFull(Consumer<byte[], byte[]> consumer) {
    var pause = lanes.full();
    pause.retainAll(consumer.assignment());
    var resume = new HashSet<>(consumer.paused());
    resume.removeAll(pause);
    consumer.pause(pause);
    consumer.resume(resume);
  }

  private Waiting waiting(Consumer<byte[], byte[]> consumer) {
    long unread = 0;
    try {
      var ends = consumer.endOffsets(consumer.assignment(), BROKER_PATIENCE);
      for (var end : ends.entrySet()) {
        long position = consumer.position(end.getKey(), BROKER_PATIENCE);
        unread += Math.max(0, end.getValue() - position);
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      return new Waiting(lanes.waiting(), false);
    }
    return new Waiting(lanes.waiting() + unread, unread == 0);
  }

  /** Instants that are never set back or forward, as those of a clock may be. */
  private static InstantSource monotonic() {
    var start = Instant.now();
    long startNanos = System.nanoTime();
    return () -> start.plusNanos(System.nanoTime() - startNanos);
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> consumer;
    private final Deliveries deliveries;

    Rebalance(Consumer<byte[], byte[]> consumer, Deliveries deliveries) {
      this.consumer = consumer;
      this.deliveries = deliveries;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      joined = true;
      lastNews = time.instant();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        deliveries.settle(partitions, settings.timeout());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
      progress.commit(consumer, partitions);
      forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
      deliveries.remove(partitions);
      progress.forget(partitions);
    }
  }
}
