package io.tenor.streams.faults;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.monitor.DirectScore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every committed event of a run, and when it could be read. */
final class Ledger implements AutoCloseable {

  private static final int HOP = 8_000;
  private static final long HOP_NANOS = 500_000_000;
  private static final double SIX_DECIMALS = 2e-6;

  /** An event that could be read at a time, ns. */
  private record Entry(String label, double probability, String model, long atNanos) {}

  /**
   * What is wrong.
   *
   * @param events events that an undisturbed run has
   * @param missing of them those that never came
   * @param doubled further events of the same window
   * @param different events that say something else
   * @param complaints for a person: of each sensor the first window that is wrong
   */
  record Verdict(
      long events, long missing, long doubled, long different, List<String> complaints) {}

  private final Map<String, Map<Long, List<Entry>>> seen = new HashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::read, "reader");
  private volatile boolean closed;

  Ledger(Topics topics, Map<String, Object> client) {
    var config = Patience.client(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topics.events()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
    thread.start();
  }

  private void read() {
    while (!closed) {
      for (var record : consumer.poll(Duration.ofMillis(50))) {
        add(EventSerdes.event().deserializer().deserialize(record.topic(), record.value()));
      }
    }
  }

  private synchronized void add(EmotionEvent event) {
    seen.computeIfAbsent(event.sensor(), s -> new HashMap<>())
        .computeIfAbsent(event.firstSample(), s -> new ArrayList<>())
        .add(new Entry(event.label(), event.probability(), event.model(), System.nanoTime()));
  }

  synchronized long events() {
    return seen.values().stream().mapToLong(Map::size).sum();
  }

  /** Sensors of which there is an event. */
  synchronized int sensors() {
    return seen.size();
  }

  /** How long it took from a time until there was a new event of every sensor, ms. */
  synchronized OptionalLong recoveryMs(long fromNanos, int sensors) {
    long worst = 0;
    if (seen.size() < sensors) {
      return OptionalLong.empty();
    }
    for (var windows : seen.values()) {
      var next =
          windows.values().stream()
              .mapToLong(entries -> entries.get(0).atNanos())
              .filter(at -> at > fromNanos)
              .min();
      if (next.isEmpty()) {
        return OptionalLong.empty();
      }
      worst = Math.max(worst, next.getAsLong() - fromNanos);
    }
    return OptionalLong.of(worst / 1_000_000);
  }

  /**
   * The longest that anybody waited for a sensor's next event, in the seconds after a time, beyond
   * the hop from one window to the next, ms.
   */
  synchronized long pauseMs(long fromNanos, Duration after) {
    long longest = 0;
    for (var windows : seen.values()) {
      long[] times =
          windows.values().stream()
              .mapToLong(entries -> entries.get(0).atNanos())
              .filter(at -> at > fromNanos - HOP_NANOS && at < fromNanos + after.toNanos())
              .sorted()
              .toArray();
      for (int i = 1; i < times.length; i++) {
        longest = Math.max(longest, times[i] - times[i - 1] - HOP_NANOS);
      }
    }
    return longest / 1_000_000;
  }

  /**
   * Compares with what each sensor's samples give, scored straight from the array.
   *
   * @param models all that were served, the first one first: each window has to be what the model
   *     says that its event names
   */
  synchronized Verdict verdict(Voices voices, int samples, List<OnnxModel> models) {
    long events = 0;
    long missing = 0;
    long doubled = 0;
    long different = 0;
    var complaints = new TreeMap<String, String>();
    for (int sensor = 0; sensor < voices.sensors(); sensor++) {
      var windows = seen.getOrDefault(Voices.name(sensor), Map.of());
      var expected =
          new DirectScore(models.get(0))
              .run(voices.samples(sensor, 0, samples), named(windows, models));
      events += expected.size();
      for (int i = 0; i < expected.size(); i++) {
        var score = expected.get(i);
        double best = score.probabilities().stream().mapToDouble(p -> p).max().orElse(0);
        var entries = windows.getOrDefault((long) i * HOP, List.of());
        missing += entries.isEmpty() ? 1 : 0;
        doubled += Math.max(0, entries.size() - 1);
        long others =
            entries.stream()
                .filter(
                    e ->
                        unknown(e.model(), models)
                            || !e.label().equals(score.label())
                            || Math.abs(e.probability() - best) > SIX_DECIMALS)
                .count();
        different += others;
        if (entries.size() != 1 || others > 0) {
          complaints.putIfAbsent(
              Voices.name(sensor),
              "window at %.1f s: %d events, %d of them different"
                  .formatted(i * 0.5, entries.size(), others));
        }
      }
      doubled += windows.keySet().stream().filter(s -> s >= (long) expected.size() * HOP).count();
    }
    return new Verdict(
        events,
        missing,
        doubled,
        different,
        complaints.entrySet().stream().map(e -> e.getKey() + ", " + e.getValue()).toList());
  }

  private static boolean unknown(String version, List<OnnxModel> models) {
    return models.stream().noneMatch(model -> model.version().equals(version));
  }

  /** The model that each window names; where there is none, that of the window before. */
  private static IntFunction<OnnxModel> named(
      Map<Long, List<Entry>> windows, List<OnnxModel> models) {
    var last = new AtomicReference<>(models.get(0));
    return window -> {
      windows.getOrDefault((long) window * HOP, List.of()).stream()
          .limit(1)
          .flatMap(e -> models.stream().filter(model -> model.version().equals(e.model())))
          .forEach(last::set);
      return last.get();
    };
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
  }
}
