package io.tenor.streams.evaluate.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tenor.schema.EmotionLabel;
import io.tenor.schema.EventJson;
import io.tenor.schema.EventSerdes;
import io.tenor.streams.admin.TopicRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.SerializationException;

/** Where labels come from: a topic or a file. */
public final class LabelSource {

  private static final ObjectMapper JSON = EventJson.newMapper();

  private LabelSource() {}

  /**
   * What was read.
   *
   * @param labels in their order
   * @param unreadable records or lines that are no labels
   */
  public record Read(List<EmotionLabel> labels, int unreadable) {}

  /**
   * The labels of a topic, of all that was written so far.
   *
   * @param consumer in no group
   */
  public static Read topic(Consumer<byte[], byte[]> consumer, String topic) {
    var labels = new ArrayList<EmotionLabel>();
    var unreadable = new ArrayList<Long>();
    var serde = EventSerdes.label().deserializer();
    TopicRecords.each(
        consumer,
        topic,
        record -> {
          try {
            var label = serde.deserialize(topic, record.value());
            if (label != null) {
              labels.add(label);
            }
          } catch (SerializationException e) {
            unreadable.add(record.offset());
          }
        });
    return new Read(labels, unreadable.size());
  }

  /**
   * The labels of a file: {@code .csv} with a header of the names of {@link EmotionLabel}'s parts,
   * else a label as JSON on each line.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one sentence, naming the line, if one is no label
   */
  public static Read file(Path file) throws IOException {
    boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    return new Read(csv ? csv(file) : lines(file), 0);
  }

  private static List<EmotionLabel> lines(Path file) throws IOException {
    var labels = new ArrayList<EmotionLabel>();
    int number = 0;
    for (var line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        try {
          labels.add(JSON.readValue(line, EmotionLabel.class));
        } catch (JsonProcessingException e) {
          throw new IllegalArgumentException(wrong(file, number, e), e);
        }
      }
    }
    return labels;
  }

  private static List<EmotionLabel> csv(Path file) throws IOException {
    var labels = new ArrayList<EmotionLabel>();
    var schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper().readerForMapOf(String.class).with(schema).readValues(file.toFile())) {
      int number = 1;
      while (rows.hasNextValue()) {
        number++;
        try {
          labels.add(JSON.convertValue(rows.nextValue(), EmotionLabel.class));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(wrong(file, number, e), e);
        }
      }
    }
    return labels;
  }

  private static String wrong(Path file, int line, Exception e) {
    var cause = e;
    while (cause.getCause() instanceof Exception deeper) {
      cause = deeper;
    }
    var why =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : cause.getMessage();
    return "Line %d of %s is no label (%s): it needs sensor, context, from, to, label and annotator"
        .formatted(line, file, why);
  }
}
