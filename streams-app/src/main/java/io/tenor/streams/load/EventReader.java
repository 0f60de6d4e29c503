package io.tenor.streams.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.Outcome;
import io.tenor.streams.admin.TopicPartitions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads the events of a load as an alert consumer would: those that are committed, as soon as they
 * are. Of an event only its id and its outcome are looked at, since this runs beside what it
 * measures.
 */
final class EventReader {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int ID_PARTS = 4;

  private final Consumer<byte[], byte[]> consumer;
  private final String session;
  private final WindowLedger ledger;
  private final LoadGenerator.Origin origin;
  private final JsonFactory json = new JsonFactory();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  /**
   * A reader that stands at the end of the topic.
   *
   * @param consumer of committed records; closed by whoever made it
   */
  EventReader(
      Consumer<byte[], byte[]> consumer,
      String topic,
      String session,
      WindowLedger ledger,
      LoadGenerator.Origin origin) {
    this.consumer = consumer;
    this.session = session;
    this.ledger = ledger;
    this.origin = origin;
    var partitions = TopicPartitions.of(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking waits for the first poll otherwise
  }

  /** Reads until it is stopped. */
  void run() {
    try {
      while (true) {
        var records = consumer.poll(POLL);
        long now = origin.now();
        records.forEach(record -> came(record, now));
      }
    } catch (WakeupException e) {
      // It was asked to end.
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private void came(ConsumerRecord<byte[], byte[]> record, long nanos) {
    var header = record.headers().lastHeader(CloudEventHeaders.ID);
    if (header == null) {
      return;
    }
    var id = new String(header.value(), UTF_8).split("/", -1);
    if (id.length == ID_PARTS && id[2].equals(session)) {
      ledger.came(
          SensorNames.sensor(id[1]), Long.parseLong(id[3]), isSpeech(record.value()), nanos);
    }
  }

  private boolean isSpeech(byte[] event) {
    try (var parser = json.createParser(event)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("outcome")) {
          return !outcome(parser).equals(Outcome.SILENCE.label());
        }
      }
      return false;
    } catch (IOException e) {
      return false; // it is counted as a window; what it says is not measured here
    }
  }

  private static String outcome(JsonParser parser) throws IOException {
    parser.nextToken();
    return parser.getText();
  }

  /** Asks it to end, and returns at once. */
  void stop() {
    consumer.wakeup();
  }

  /** Why it ended by itself, if it did. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure.get());
  }
}
