package io.tenor.streams.cli;

import io.tenor.streams.admin.TopicPartitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import picocli.CommandLine;
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

  @Option(names = "--json", description = "Print each record as a line of JSON.")
  private boolean json;

  /** Gets each record; false ends the reading. */
  interface Sink {
    /** Takes a record; false if no further one is wanted. */
    boolean accept(ConsumerRecord<byte[], byte[]> record);
  }

  /**
   * Prints the records of a topic until the options say that it is enough.
   *
   * @param line a record as a line for people
   */
  <T> void print(
      CommandLine command,
      KafkaOptions kafka,
      String topic,
      Deserializer<T> deserializer,
      Function<T, String> line) {
    check();
    kafka.requireTopics(List.of(topic));
    var err = command.getErr();
    read(
        kafka.consumerProps(),
        topic,
        () -> err.println("Reading " + topic + ". Ctrl-C stops."),
        new EventPrinter<>(deserializer, line, json, command.getOut(), err));
  }

  /** Whether to begin with the oldest record. */
  boolean isFromBeginning() {
    return fromBeginning;
  }

  /** Whether what is printed is for a program. */
  boolean isJson() {
    return json;
  }

  /** After how many records to end; empty for never. */
  Optional<Long> max() {
    return max;
  }

  /** After how long without a record to end; empty for never. */
  Optional<Duration> patience() {
    return timeoutSeconds.map(seconds -> Duration.ofNanos((long) (seconds * 1e9)));
  }

  /**
   * Checks the options.
   *
   * @throws UserException naming the wrong one
   */
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
  private void read(Map<String, Object> consumerProps, String topic, Runnable ready, Sink sink) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(consumerProps)) {
      var partitions = TopicPartitions.of(consumer, topic);
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
    long patience = patience().map(Duration::toNanos).orElse(Long.MAX_VALUE);
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
