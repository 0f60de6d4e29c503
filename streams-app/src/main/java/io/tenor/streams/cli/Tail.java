package io.tenor.streams.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Option;

/** Reads a topic on and on: the options of it, and the loop. It is in no consumer group. */
final class Tail {

  private static final Duration POLL = Duration.ofMillis(200);

  @Option(
      names = "--from-beginning",
      description = "Begin with the oldest record that is kept. Default: with the next one.")
  private boolean fromBeginning;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      description = "End after this many seconds without a record. Default: go on for ever.")
  private Optional<Double> timeoutSeconds = Optional.empty();

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "End after this many records. Default: go on for ever.")
  private Optional<Long> max = Optional.empty();

  /** Gets each record; false ends the reading. */
  interface Sink {
    /** Takes a record; false if no further one is wanted. */
    boolean accept(ConsumerRecord<byte[], byte[]> record);
  }

  /** Checks the options. */
  void check() {
    if (timeoutSeconds.filter(seconds -> !(seconds > 0)).isPresent()) {
      throw UserException.wrongUse("The --timeout is a number of seconds above 0.");
    }
    if (max.filter(count -> count < 1).isPresent()) {
      throw UserException.wrongUse("The --max is a number of records above 0.");
    }
  }

  /**
   * Reads until the options or the sink say that it is enough.
   *
   * @param ready run when every record from now on will be seen
   */
  void read(Map<String, Object> consumerProps, String topic, Runnable ready, Sink sink) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(consumerProps)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      // Positions are looked up when they are first asked for, which must not be later than now.
      partitions.forEach(consumer::position);
      ready.run();
      poll(consumer, sink);
    }
  }

  private void poll(KafkaConsumer<byte[], byte[]> consumer, Sink sink) {
    long patience = timeoutSeconds.map(seconds -> (long) (seconds * 1e9)).orElse(Long.MAX_VALUE);
    long left = max.orElse(Long.MAX_VALUE);
    long lastRecord = System.nanoTime();
    while (System.nanoTime() - lastRecord < patience) {
      for (var record : consumer.poll(POLL)) {
        lastRecord = System.nanoTime();
        left--;
        if (!sink.accept(record) || left == 0) {
          return;
        }
      }
    }
  }
}
