package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.streams.replay.TopicSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Option;

/** Which records of a recorded topic are meant. */
final class SpanOptions {

  @Option(
      names = "--sensor",
      paramLabel = "ID",
      split = ",",
      description = "Only these sensors. Default: all.")
  private List<String> sensors = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "TIME|OFFSET",
      description = {
        "Begin there: a time (2026-11-26T03:00:00Z, UTC where no other is said) or an offset, which"
            + " holds for every partition. Default: the oldest record that is kept."
      })
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME|OFFSET",
      description =
          "End before it; a record that came more than ten minutes after its own time is not found"
              + " there. Default: where the topic ends now.")
  private Optional<String> to = Optional.empty();

  /**
   * The span.
   *
   * @throws UserException saying what is wrong with it
   */
  TopicSpan span() {
    return span(from, to);
  }

  /** The span between two options. */
  static TopicSpan span(Optional<String> from, Optional<String> to) {
    try {
      return new TopicSpan(bound("--from", from), bound("--to", to));
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse("Give another --to: " + e.getMessage() + ".", e);
    }
  }

  private static Optional<TopicSpan.Bound> bound(String option, Optional<String> text) {
    try {
      return text.map(TopicSpan.Bound::parse);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(option + " is wrong: " + e.getMessage() + ".", e);
    }
  }

  /** The sensors, sorted; empty for all. */
  List<String> sensors() {
    return sensors.stream().sorted().toList();
  }

  /** Whether a record is meant. */
  Predicate<ConsumerRecord<byte[], byte[]>> wanted() {
    var span = span();
    var ids = new HashSet<>(sensors);
    return record ->
        span.holds(record.timestamp())
            && (ids.isEmpty()
                || (record.key() != null && ids.contains(new String(record.key(), UTF_8))));
  }

  /** The options as one text: the same for the same records. */
  String text() {
    return "%s %s".formatted(span(), sensors());
  }
}
