package io.tenor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tenor.schema.evolution.Compatibility;
import io.tenor.schema.evolution.OpenValues;
import io.tenor.schema.evolution.SchemaBreak;
import io.tenor.schema.evolution.SchemaComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the contract of today against every one that was released ({@code released/VERSION}): old
 * readers read what is written now, and what was written then is read now. What these two rules
 * forbid is in {@link Compatibility}. Rules of alerts are written by users, so they keep only the
 * second: every document that was valid stays valid, as far as the structure of the schemas tells.
 */
class SchemaEvolutionTest {

  /**
   * Breaks, as sentences, that somebody has looked at and that break nobody; each with the reason
   * in a comment.
   */
  private static final Set<String> REVIEWED = Set.of();

  private static final ObjectMapper MAPPER = EventJson.newMapper();
  private static final Path CURRENT = ProjectFiles.inModule("src/main/resources/io/tenor/schema");
  private static final Path RELEASED =
      ProjectFiles.inModule("src/test/resources/io/tenor/schema/released");

  /** What is written by users: nobody but the current monitor reads it. */
  private static final String RULES = "alert-rules.schema.json";

  static List<Path> releasedSchemas() {
    return released(".schema.json");
  }

  static List<Path> releasedExamples() {
    return released(".v1.json");
  }

  static List<Path> releasedEvents() {
    return released(".v1.json").stream()
        .filter(file -> EventKind.ofExample(file).isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("releasedSchemas")
  void aReleasedSchemaIsStillThereAndNobodyOfItIsBroken(Path released) {
    // Given
    String name = released.getFileName().toString();
    assertThat(CURRENT.resolve(name)).exists();
    // When
    List<SchemaBreak> breaks = breaks(released);
    // Then
    assertThat(breaks).extracting(SchemaBreak::sentence).isSubsetOf(REVIEWED);
  }

  @Test
  void whatWasReviewedIsStillTrue() {
    // When
    Set<String> found =
        releasedSchemas().stream()
            .flatMap(released -> breaks(released).stream())
            .map(SchemaBreak::sentence)
            .collect(Collectors.toSet());
    // Then
    assertThat(found).containsAll(REVIEWED);
  }

  @ParameterizedTest
  @MethodSource("releasedExamples")
  void aReleasedExampleMeetsTheSchemaOfToday(Path example) {
    // Given
    String name = example.getFileName().toString().replace(".v1.json", ".schema.json");
    // When
    Set<ValidationMessage> wrong = schema(current(name)).validate(json(example));
    // Then
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("releasedEvents")
  void aReleasedEventIsReadWithAllThatItSays(Path example) throws IOException {
    // Given
    JsonNode written = json(example);
    // When
    JsonNode read = EventKind.ofExample(example).orElseThrow().readAndWrite(written);
    // Then
    assertThat(read.properties()).containsAll(written.properties());
  }

  @ParameterizedTest
  @MethodSource("releasedEvents")
  void whatIsWrittenTodayMeetsTheReleasedSchema(Path example) {
    // Given
    EventKind<?> kind = EventKind.ofExample(example).orElseThrow();
    Path released = example.resolveSibling(kind.schemaFile());
    OpenValues open = OpenValues.of(json(released));
    for (Object sample : kind.samples()) {
      // When
      Set<ValidationMessage> wrong = schema(released).validate(MAPPER.valueToTree(sample));
      // Then
      assertThat(wrong)
          .filteredOn(each -> !(each.getType().equals("enum") && open.include(property(each))))
          .isEmpty();
    }
  }

  @Test
  void everyReleasedSchemaHasAnExample() {
    assertThat(releasedSchemas())
        .isNotEmpty()
        .allSatisfy(
            schema -> {
              String name = schema.getFileName().toString();
              assertThat(schema.resolveSibling(name.replace(".schema.json", ".v1.json"))).exists();
            });
  }

  @Test
  void theReleasedRulesShowEveryConditionAndEveryPropertyOfARule() {
    // Given
    JsonNode schema = json(RELEASED.resolve("0.1.0").resolve(RULES));
    JsonNode rules = json(RELEASED.resolve("0.1.0").resolve("alert-rules.v1.json")).get("rules");
    // When
    Set<String> conditions =
        AsyncApi.children(rules)
            .map(rule -> rule.path("condition").asText("emotion"))
            .collect(Collectors.toSet());
    Set<String> properties =
        AsyncApi.children(rules).flatMap(SchemaEvolutionTest::names).collect(Collectors.toSet());
    // Then
    JsonNode rule = schema.at("/$defs/rule/properties");
    assertThat(conditions)
        .containsExactlyInAnyOrderElementsOf(
            AsyncApi.children(rule.at("/condition/enum")).map(JsonNode::asText).toList());
    assertThat(properties).containsExactlyInAnyOrderElementsOf(names(rule).toList());
  }

  private static List<SchemaBreak> breaks(Path released) {
    String name = released.getFileName().toString();
    return SchemaComparison.compare(name, json(released), json(current(name))).stream()
        .filter(each -> !name.equals(RULES) || each.rule() == Compatibility.BACKWARD)
        .toList();
  }

  private static String property(ValidationMessage message) {
    return message.getInstanceLocation().getName(-1);
  }

  private static Stream<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey);
  }

  private static List<Path> released(String suffix) {
    return ProjectFiles.list(RELEASED).stream()
        .flatMap(version -> ProjectFiles.list(version).stream())
        .filter(file -> file.toString().endsWith(suffix))
        .toList();
  }

  private static Path current(String name) {
    return CURRENT.resolve(name);
  }

  private static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(ProjectFiles.text(file));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " is not JSON", e);
    }
  }

  private static JsonSchema schema(Path file) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(ProjectFiles.text(file));
  }
}
