package io.tenor.schema.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparisonTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String RELEASED =
      """
      {
        "$id": "urn:test:thing.v1",
        "description": "A thing. A later version may add properties and states; a reader ignores those that it does not know.",
        "type": "object",
        "properties": {
          "id": { "description": "Its id.", "type": "string", "pattern": "^a" },
          "state": { "enum": ["on", "off"] },
          "kind": { "enum": ["big", "small"] },
          "size": { "$ref": "#/$defs/count" },
          "note": { "type": "string", "maxLength": 10, "default": "" },
          "shares": { "type": "object", "additionalProperties": { "type": "number" } },
          "fixed": { "type": "object", "properties": {}, "additionalProperties": false },
          "list": {
            "type": "array",
            "items": { "type": "object", "properties": { "x": { "type": "integer" } }, "required": ["x"] }
          }
        },
        "required": ["id", "state", "kind"],
        "oneOf": [{ "properties": { "state": { "const": "on" } } }, { "required": ["note"] }],
        "$defs": { "count": { "type": "integer", "minimum": 1 }, "spare": { "type": "string" } }
      }
      """;

  @Test
  void aSchemaIsCompatibleWithItself() throws JsonProcessingException {
    assertThat(SchemaComparison.compare("thing", released(), released())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/properties/more         | {\"type\": \"string\"}",
        "/properties/shares/properties | {\"a\": {\"type\": \"number\"}}",
        "/properties/state/enum   | [\"off\", \"on\", \"asleep\"]",
        "/properties/kind/enum    | [\"small\", \"big\"]",
        "/properties/kind/type    | \"string\"",
        "/properties/id/description | \"Something else.\"",
        "/properties/size         | {\"type\": \"integer\", \"minimum\": 1.0}",
        "/$defs/spare             | {\"type\": \"number\"}",
      })
  void whatBreaksNobodyIsNotReported(String pointer, String value) throws JsonProcessingException {
    assertThat(SchemaComparison.compare("thing", released(), changed(pointer, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/required                | [\"id\", \"state\", \"kind\", \"note\"] | thing: note is required now, and old data lacks it",
        "/properties/kind/enum    | [\"big\"]         | thing: kind lost the value \"small\"",
        "/properties/state/enum   | [\"on\"]          | thing: state lost the value \"off\"",
        "/properties/note/enum    | [\"yes\"]         | thing: note is limited to some values now",
        "/properties/note/pattern | \"^b\"            | thing: note has a pattern now: \"^b\"",
        "/properties/note/maxLength | 5               | thing: note has the maxLength 5, but had 10",
        "/properties/note/default | \"none\"          | thing: note has another default than \"\"",
        "/$defs/count/minimum     | 2                 | thing: size has the minimum 2, but had 1",
        "/$defs/count/maximum     | 9                 | thing: size has a maximum now: 9",
        "/properties/list/items/properties/x | false  | thing: list[].x is forbidden now",
        "/properties/shares/propertyNames | {\"enum\": [\"a\"]} | thing: shares.(names) is limited to some values now",
        "/additionalProperties    | false             | thing: * is forbidden now",
        "/allOf                   | [{\"required\": [\"id\"]}] | thing: the document has a allOf now",
      })
  void whatBreaksTheReadingOfOldDataIsReported(String pointer, String value, String sentence)
      throws JsonProcessingException {
    // When
    var breaks = SchemaComparison.compare("thing", released(), changed(pointer, value));
    // Then
    assertThat(sentences(breaks, Compatibility.FORWARD)).isEmpty();
    assertReported(sentences(breaks, Compatibility.BACKWARD), sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/required                | [\"id\", \"kind\"] | thing: state is not required any more",
        "/properties/list/items/required | []         | thing: list[].x is not required any more",
        "/properties/kind/enum    | [\"big\", \"small\", \"tiny\"] | thing: kind got the value \"tiny\"",
        "/properties/kind         | {\"type\": \"string\"} | thing: kind is not limited to some values any more",
        "/properties/id           | {\"type\": \"string\"} | thing: id has no pattern any more, but had \"^a\"",
        "/properties/note/maxLength | 20              | thing: note has the maxLength 20, but had 10",
        "/$defs/count/minimum     | 0                 | thing: size has the minimum 0, but had 1",
        "/$defs/count/type        | \"number\"        | thing: size may be integer or number, but was integer",
        "/properties/list/items/properties/x/type | [\"integer\", \"null\"] | thing: list[].x may be integer or null, but was integer",
        "/properties/fixed/additionalProperties | true | thing: fixed.* was forbidden and is allowed now",
        "/properties/fixed/properties/y | {\"type\": \"string\"} | thing: fixed.y was forbidden and is allowed now",
      })
  void whatBreaksReadersOfTheReleasedSchemaIsReported(String pointer, String value, String sentence)
      throws JsonProcessingException {
    // When
    var breaks = SchemaComparison.compare("thing", released(), changed(pointer, value));
    // Then
    assertThat(sentences(breaks, Compatibility.BACKWARD)).isEmpty();
    assertReported(sentences(breaks, Compatibility.FORWARD), sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/properties/id/pattern   | \"^b\"            | thing: id has the pattern \"^b\", but had \"^a\"",
        "/properties/size         | {\"$ref\": \"#/$defs/spare\"} | thing: size may be string, but was integer",
        "/properties/note/type    | \"number\"        | thing: note may be integer or number, but was string",
        "/properties/kind/enum    | [\"big\", \"tiny\"] | thing: kind",
        "/oneOf/0/properties/state/const | \"off\"    | thing: the document has the oneOf",
        "/$id                     | \"urn:test:thing.v2\" | thing: the document has the $id \"urn:test:thing.v2\"",
      })
  void whatBreaksBothIsReportedTwice(String pointer, String value, String sentence)
      throws JsonProcessingException {
    // When
    var breaks = SchemaComparison.compare("thing", released(), changed(pointer, value));
    // Then
    for (var rule : Compatibility.values()) {
      assertThat(sentences(breaks, rule)).anyMatch(each -> each.startsWith(sentence));
    }
  }

  @Test
  void aPropertyThatIsGoneBreaksBoth() throws JsonProcessingException {
    // Given
    JsonNode current = released();
    // When
    ((ObjectNode) current.get("properties")).remove("note");
    // Then
    assertThat(SchemaComparison.compare("thing", released(), current))
        .extracting(SchemaBreak::sentence)
        .containsExactly(
            "thing: note is gone, and what was written there is lost (backward compatibility).",
            "thing: note is gone, and old readers miss it (forward compatibility).");
  }

  @Test
  void aReferenceThatLeavesTheFileOrLeadsNowhereIsRefused() throws JsonProcessingException {
    JsonNode elsewhere = changed("/properties/size", "{\"$ref\": \"other.json\"}");
    JsonNode nowhere = changed("/properties/size", "{\"$ref\": \"#/$defs/none\"}");
    assertThatThrownBy(() -> SchemaComparison.compare("thing", released(), elsewhere))
        .hasMessageContaining("other.json");
    assertThatThrownBy(() -> SchemaComparison.compare("thing", released(), nowhere))
        .hasMessageContaining("#/$defs/none");
  }

  @Test
  void onlyWhatTheDescriptionPromisesMayHaveNewValues() throws JsonProcessingException {
    // When
    OpenValues open = OpenValues.of(released());
    // Then
    assertThat(open.plurals()).containsExactlyInAnyOrder("properties", "states");
    assertThat(open.include("state")).isTrue();
    assertThat(open.include("kind")).isFalse();
    assertThat(OpenValues.of(MAPPER.readTree("{}")).plurals()).isEmpty();
  }

  private static void assertReported(List<String> sentences, String sentence) {
    assertThat(sentences).singleElement().asString().startsWith(sentence);
  }

  private static List<String> sentences(List<SchemaBreak> breaks, Compatibility rule) {
    return breaks.stream().filter(each -> each.rule() == rule).map(SchemaBreak::sentence).toList();
  }

  private static JsonNode released() throws JsonProcessingException {
    return MAPPER.readTree(RELEASED);
  }

  private static JsonNode changed(String pointer, String value) throws JsonProcessingException {
    JsonNode schema = released();
    JsonPointer place = JsonPointer.compile(pointer);
    ObjectNode parent = (ObjectNode) schema.at(place.head());
    parent.set(place.last().getMatchingProperty(), MAPPER.readTree(value));
    return schema;
  }
}
