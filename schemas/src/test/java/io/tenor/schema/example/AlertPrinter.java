package io.tenor.schema.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Prints a line for every change of an alert: {@code AlertPrinter [BOOTSTRAP-SERVER]}. */
public final class AlertPrinter {

  private static final int REMEMBERED = 10_000;

  private final Set<String> seen = new LinkedHashSet<>();
  private final PrintStream out;

  /** A printer that writes to {@code out}. */
  public AlertPrinter(PrintStream out) {
    this.out = out;
  }

  /** Prints the alerts of a cluster until it is stopped. */
  public static void main(String[] args) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", args.length > 0 ? args[0] : "localhost:9092",
            "group.id", "alert-printer",
            "auto.offset.reset", "latest",
            // Only what the monitor has committed: nothing that it takes back after a failure.
            "isolation.level", "read_committed");
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      consumer.subscribe(List.of(new Topics().alerts()));
      new AlertPrinter(System.out).run(consumer, () -> true);
    }
  }

  /** Prints what comes for as long as {@code goOn} says; offsets are committed with the polls. */
  public void run(Consumer<byte[], byte[]> consumer, BooleanSupplier goOn) {
    while (goOn.getAsBoolean()) {
      consumer.poll(Duration.ofMillis(500)).forEach(this::print);
    }
  }

  private void print(ConsumerRecord<byte[], byte[]> record) {
    var type = header(record, CloudEventHeaders.TYPE);
    if (type.isPresent() && !type.get().equals(CloudEventHeaders.ALERT_TYPE)) {
      return; // what a later version writes
    }
    // A record may come again after a crash or a rebalance, and a replay makes it once more.
    var id = header(record, CloudEventHeaders.ID);
    if (id.isPresent() && !isNew(id.get())) {
      return;
    }
    try {
      // The value is read here and not by the consumer, so that one bad record stops nothing.
      var alert = EventSerdes.alert().deserializer().deserialize(record.topic(), record.value());
      if (alert != null) {
        out.println(line(alert));
      }
    } catch (SerializationException e) {
      out.println("skipped offset " + record.offset() + ": " + e.getMessage());
    }
  }

  private boolean isNew(String id) {
    boolean isNew = seen.add(id);
    if (seen.size() > REMEMBERED) {
      seen.remove(seen.iterator().next());
    }
    return isNew;
  }

  private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(header -> new String(header.value(), UTF_8));
  }

  /** An alert as one line, such as {@code 10:15:36Z HIGH distress raised ward/bed 4 0.81}. */
  public static String line(EmotionAlert alert) {
    return String.format(
        Locale.ROOT,
        "%tTZ %s %s %s %s/%s %.2f",
        alert.at().atZone(ZoneOffset.UTC),
        alert.priority(),
        alert.rule(),
        alert.state().label(),
        alert.context().label(),
        alert.sensor(),
        alert.score());
  }
}
