package io.tenor.streams.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelFileKey;
import io.tenor.schema.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** The files of models on a topic of the cluster, in parts. */
public final class ModelFiles {

  private static final String SCHEME = "kafka:";

  private ModelFiles() {}

  /** The address under which a model is announced whose file is on the topic. */
  public static String address(Topics topics) {
    return SCHEME + topics.modelFiles();
  }

  /**
   * Writes a file, and returns when the brokers have all of it.
   *
   * @throws KafkaException if it cannot be written
   */
  public static void write(
      Producer<byte[], byte[]> producer, Topics topics, String sha256, byte[] file) {
    List<Future<?>> sent = new ArrayList<>();
    for (int part = 0; part < ModelFileKey.parts(file.length); part++) {
      int from = part * ModelFileKey.PART_BYTES;
      var value =
          Arrays.copyOfRange(file, from, Math.min(file.length, from + ModelFileKey.PART_BYTES));
      sent.add(producer.send(record(topics, new ModelFileKey(sha256, part).text(), value)));
    }
    sent.forEach(Answers::get);
  }

  /**
   * Reads a file; whose bytes they are the caller has to check.
   *
   * @param consumer in no group
   * @param bytes of the file
   * @return empty if not all of it is there
   * @throws KafkaException if the topic cannot be read
   */
  public static Optional<byte[]> read(
      Consumer<byte[], byte[]> consumer, Topics topics, String sha256, int bytes) {
    var file = new byte[bytes];
    Set<Integer> have = new HashSet<>();
    TopicRecords.each(
        consumer,
        topics.modelFiles(),
        record -> {
          var key = key(record.key()).filter(of -> of.sha256().equals(sha256));
          if (key.isPresent() && fits(key.get().part(), record.value(), bytes)) {
            System.arraycopy(
                record.value(),
                0,
                file,
                key.get().part() * ModelFileKey.PART_BYTES,
                record.value().length);
            have.add(key.get().part());
          } else {
            key.ifPresent(of -> have.remove(of.part()));
          }
        });
    return have.size() == ModelFileKey.parts(bytes) ? Optional.of(file) : Optional.empty();
  }

  private static boolean fits(int part, byte[] value, int bytes) {
    if (value == null || part >= ModelFileKey.parts(bytes)) {
      return false;
    }
    return value.length
        == Math.min(ModelFileKey.PART_BYTES, bytes - part * ModelFileKey.PART_BYTES);
  }

  /**
   * Deletes the files that nothing announces any more.
   *
   * @param consumer in no group
   * @param announced all that is announced
   */
  public static void clean(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Topics topics,
      Collection<ModelAnnouncement> announced) {
    var kept = announced.stream().map(ModelAnnouncement::sha256).collect(Collectors.toSet());
    Set<String> there = new TreeSet<>();
    TopicRecords.each(
        consumer,
        topics.modelFiles(),
        record -> {
          var key = record.key() == null ? "" : new String(record.key(), UTF_8);
          if (record.value() == null) {
            there.remove(key);
          } else {
            there.add(key);
          }
        });
    there.removeIf(
        key -> ModelFileKey.parse(key).filter(of -> kept.contains(of.sha256())).isPresent());
    List<Future<?>> sent = new ArrayList<>();
    there.forEach(key -> sent.add(producer.send(record(topics, key, null))));
    sent.forEach(Answers::get);
  }

  private static ProducerRecord<byte[], byte[]> record(Topics topics, String key, byte[] value) {
    return new ProducerRecord<>(topics.modelFiles(), key.getBytes(UTF_8), value);
  }

  private static Optional<ModelFileKey> key(byte[] key) {
    return key == null ? Optional.empty() : ModelFileKey.parse(new String(key, UTF_8));
  }
}
