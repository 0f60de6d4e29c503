package io.tenor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code asyncapi.yaml} against the AsyncAPI specification and against the code. */
class AsyncApiTest {

  private static final AsyncApi API = AsyncApi.read();

  @Test
  void theDocumentMeetsTheSchemaOfAsyncApi() throws IOException {
    assertThat(specification().validate(API.document())).isEmpty();
  }

  @Test
  void theSchemaOfAsyncApiFindsWhatIsWrongInABinding() throws IOException {
    // Given
    JsonNode wrong = API.document().deepCopy();
    ObjectNode binding = (ObjectNode) wrong.at("/components/channelBindings/audio/kafka");
    // When
    binding.put("partitions", 0);
    // Then
    assertThat(specification().validate(wrong)).isNotEmpty();
  }

  @Test
  void everyReferencePointsToSomething() {
    assertThat(API.references()).isNotEmpty().allMatch(API::resolves);
  }

  @Test
  void everyPublishedSchemaIsThePayloadOfAMessage() {
    // When
    List<String> published =
        ProjectFiles.list(ProjectFiles.inModule("src/main/resources/io/tenor/schema")).stream()
            .map(file -> "src/main/resources/io/tenor/schema/" + file.getFileName())
            .toList();
    // Then
    assertThat(API.references()).containsAll(published);
  }

  @Test
  void theChannelsAreTheTopics() {
    // When
    List<String> addresses =
        API.channels().stream().map(channel -> channel.path("address").asText()).toList();
    // Then
    assertThat(addresses).containsExactlyInAnyOrderElementsOf(new Topics().all());
  }

  @Test
  void everyTypeOfEventIsThatOfExactlyOneMessage() throws IllegalAccessException {
    // When
    List<String> types =
        AsyncApi.children(API.document().at("/components/messages"))
            .flatMap(message -> message.path("headers").findValues("ce_type").stream())
            .map(type -> type.path("const").asText())
            .toList();
    // Then
    assertThat(types).containsExactlyInAnyOrderElementsOf(typesInCode());
  }

  @Test
  void theHeadersAreThoseOfTheCode() {
    assertThat(properties("cloudEvent"))
        .containsExactlyInAnyOrder(
            CloudEventHeaders.SPEC_VERSION,
            CloudEventHeaders.ID,
            CloudEventHeaders.TYPE,
            CloudEventHeaders.SOURCE,
            CloudEventHeaders.TIME,
            CloudEventHeaders.CONTENT_TYPE);
    assertThat(properties("audioHeaders"))
        .containsExactlyInAnyOrder(
            AudioHeaders.CONTENT_TYPE,
            AudioHeaders.SESSION,
            AudioHeaders.FIRST_SAMPLE,
            AudioHeaders.SILENCE);
    assertThat(properties("rejectedHeaders"))
        .containsExactlyInAnyOrder(
            RejectedHeaders.REASON,
            RejectedHeaders.MESSAGE,
            RejectedHeaders.TOPIC,
            RejectedHeaders.PARTITION,
            RejectedHeaders.OFFSET);
    assertThat(
            API.document()
                .at("/components/schemas/audioHeaders/properties/content-type/default")
                .asText())
        .isEqualTo(AudioHeaders.DEFAULT_CONTENT_TYPE);
  }

  @Test
  void everyChannelIsReadOrWrittenOnce() {
    // Given
    List<String> channels = new ArrayList<>();
    API.document().path("channels").fieldNames().forEachRemaining(channels::add);
    // When
    List<String> used =
        AsyncApi.children(API.document().path("operations"))
            .map(operation -> operation.at("/channel/$ref").asText().replace("#/channels/", ""))
            .toList();
    // Then
    assertThat(used).containsExactlyInAnyOrderElementsOf(channels);
  }

  @Test
  void everyTopicSaysHowItsRecordsEnd() {
    assertThat(API.channels())
        .allSatisfy(
            channel -> {
              JsonNode settings = API.topicBinding(channel).path("topicConfiguration");
              boolean compacted = settings.at("/cleanup.policy/0").asText().equals("compact");
              assertThat(settings.has("retention.ms")).isNotEqualTo(compacted);
            });
  }

  private static Set<String> properties(String schema) {
    return API.document()
        .at("/components/schemas/" + schema + "/properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static List<String> typesInCode() throws IllegalAccessException {
    List<String> types = new ArrayList<>();
    for (Field field : CloudEventHeaders.class.getFields()) {
      types.add((String) field.get(null));
    }
    types.removeIf(value -> !value.startsWith("io.tenor."));
    return types;
  }

  private static JsonSchema specification() throws IOException {
    try (var in = AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
    }
  }
}
