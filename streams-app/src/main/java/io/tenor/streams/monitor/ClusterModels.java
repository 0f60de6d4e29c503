package io.tenor.streams.monitor;

import io.tenor.schema.Topics;
import io.tenor.streams.admin.ModelFiles;
import io.tenor.streams.model.ModelTopic;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The models on the monitor's own cluster, each read with a consumer of its own.
 *
 * @param client Kafka client properties
 */
record ClusterModels(Map<String, String> client, Topics topics) implements ModelTopic {

  @Override
  public String name() {
    return topics.modelFiles();
  }

  @Override
  public byte[] read(String sha256, int bytes) throws IOException, InterruptedException {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    var deserializer = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(config, deserializer, deserializer)) {
      return ModelFiles.read(consumer, topics, sha256, bytes)
          .orElseThrow(() -> new IOException("not all of the file is there"));
    } catch (InterruptException e) {
      throw new InterruptedException("while a model was read");
    } catch (KafkaException | IllegalStateException e) {
      throw new IOException(e);
    }
  }
}
