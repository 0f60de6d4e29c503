package io.tenor.streams.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Prints records of one kind, as lines for people or as lines of JSON. One that cannot be read is
 * named on standard error, by its place and never by its content, and passed over.
 */
final class EventPrinter<T> implements Tail.Sink {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Deserializer<T> deserializer;
  private final Function<T, String> line;
  private final boolean json;
  private final PrintWriter out;
  private final PrintWriter err;

  EventPrinter(
      Deserializer<T> deserializer,
      Function<T, String> line,
      boolean json,
      PrintWriter out,
      PrintWriter err) {
    this.deserializer = deserializer;
    this.line = line;
    this.json = json;
    this.out = out;
    this.err = err;
  }

  @Override
  public boolean accept(ConsumerRecord<byte[], byte[]> record) {
    text(record).ifPresent(out::println);
    // Nobody reads any more, as after `| head`.
    return !out.checkError();
  }

  /** What would be printed of a record; empty for a tombstone, and for one that cannot be read. */
  Optional<String> text(ConsumerRecord<byte[], byte[]> record) {
    try {
      T value = deserializer.deserialize(record.topic(), record.value());
      if (value != null) {
        return Optional.of(json ? json(record.value()) : line.apply(value));
      }
    } catch (SerializationException | IOException e) {
      err.println(leftOut(record));
      err.flush();
    }
    return Optional.empty();
  }

  /** The sentence that names a record which cannot be read, by its place. */
  static String leftOut(ConsumerRecord<?, ?> record) {
    return "Left out the record at offset %d of %s-%d, which is none of Tenor's."
        .formatted(record.offset(), record.topic(), record.partition());
  }

  /** The value as it is, with what a later version may have added, on one line. */
  private static String json(byte[] value) throws IOException {
    return MAPPER.readTree(value).toString();
  }
}
