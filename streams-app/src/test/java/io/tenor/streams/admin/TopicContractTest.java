package io.tenor.streams.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tenor.schema.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The topics that are made are those that the contract describes. */
class TopicContractTest {

  private static final Path ASYNC_API = Path.of("..", "schemas", "asyncapi.yaml");
  private static final int PARTITIONS = 7;

  @Test
  void cleanUpRetentionAndPartitionsAreThoseOfTheAsyncApiDocument() throws IOException {
    // Given
    var document = new YAMLMapper().readTree(ASYNC_API.toFile());
    Map<String, String> described = new TreeMap<>();
    for (var channel : document.at("/channels")) {
      var kafka = resolved(document, channel.get("bindings")).get("kafka");
      var settings = kafka.get("topicConfiguration");
      described.put(
          channel.get("address").asText(),
          "%d %s %s"
              .formatted(
                  kafka.path("partitions").asInt(PARTITIONS),
                  settings.at("/cleanup.policy/0").asText(),
                  settings.path("retention.ms").asText("-")));
    }

    // When
    Map<String, String> made = new TreeMap<>();
    for (var topic : new TopicPlan(new Topics(), PARTITIONS, Optional.empty()).newTopics()) {
      made.put(topic.name(), text(topic));
    }

    // Then
    assertThat(made).isEqualTo(described);
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    var reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  private static String text(NewTopic topic) {
    var settings = topic.configs();
    return "%d %s %s"
        .formatted(
            topic.numPartitions(),
            settings.get("cleanup.policy"),
            settings.getOrDefault("retention.ms", "-"));
  }
}
