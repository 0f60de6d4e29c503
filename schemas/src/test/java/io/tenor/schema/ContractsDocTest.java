package io.tenor.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds {@code docs/contracts.md} against the code, the schemas and the golden files. */
class ContractsDocTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path FILE = ProjectFiles.inDocs("contracts.md");
  private static final String TEXT = ProjectFiles.text(FILE);

  private static final Pattern QUOTE =
      Pattern.compile("<!-- (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern TOPIC =
      Pattern.compile("^\\| `([a-z.]+)` \\|.*\\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
  private static final String EMOTION_ML = "http://www.w3.org/2009/10/emotionml";

  @Test
  void quotedCodeIsThatOfItsFile() {
    // When
    List<MatchResult> quotes = QUOTE.matcher(TEXT).results().toList();
    // Then
    assertThat(quotes)
        .hasSize(1)
        .allSatisfy(
            quote ->
                assertThat(quote.group(2))
                    .isEqualTo(ProjectFiles.text(FILE.resolveSibling(quote.group(1)))));
  }

  @Test
  void everyLinkIntoTheRepositoryLeadsSomewhere() {
    assertThat(LINK.matcher(TEXT).results().map(link -> link.group(1)))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(FILE.resolveSibling(link)).exists());
  }

  @Test
  void theTableOfTopicsSaysWhatAsyncApiSays() {
    // Given
    AsyncApi api = AsyncApi.read();
    List<String> expected =
        api.channels().stream()
            .map(
                channel -> {
                  JsonNode topic = api.topicBinding(channel);
                  return "%s: %s partitions, %s"
                      .formatted(
                          channel.path("address").asText(),
                          topic.path("partitions").asText("many"),
                          kept(topic.path("topicConfiguration")));
                })
            .toList();
    // When
    List<String> rows =
        TOPIC
            .matcher(TEXT)
            .results()
            .map(row -> "%s: %s partitions, %s".formatted(row.group(1), row.group(2), row.group(3)))
            .toList();
    // Then
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theObservationIsThatOfTheGoldenEvent() throws IOException {
    // Given
    JsonNode event = golden("emotion-event.v1.json");
    // When
    JsonNode observation = MAPPER.readTree(block("json", "\"Observation\""));
    // Then
    assertThat(texts(observation, "/identifier/0/value", "/method/text", "/issued"))
        .isEqualTo(texts(event, "/id", "/model", "/processedAt"));
    assertThat(texts(observation, "/effectivePeriod/start", "/effectivePeriod/end"))
        .isEqualTo(texts(event, "/start", "/end"));
    assertThat(observation.at("/valueCodeableConcept/coding/0/code")).isEqualTo(event.at("/label"));
    // Either a value or a reason why there is none (invariant obs-6).
    assertThat(observation.has("dataAbsentReason")).isFalse();
    List<String> components =
        AsyncApi.children(observation.path("component"))
            .map(
                part ->
                    part.at("/code/coding/0/code").asText() + "=" + part.at("/valueQuantity/value"))
            .toList();
    assertThat(components)
        .containsExactlyElementsOf(
            Stream.concat(
                    event.path("probabilities").propertyStream().map(Object::toString),
                    Stream.of(
                        "speech-share=" + event.at("/speechShare"),
                        "level=" + event.at("/levelDb"),
                        "noise=" + event.at("/noiseDb")))
                .toList());
  }

  @Test
  void theDetectedIssueIsThatOfTheGoldenAlertAndItsAcknowledgement() throws IOException {
    // Given
    JsonNode alert = golden("emotion-alert.v1.json");
    JsonNode ack = golden("alert-ack.v1.json");
    // When
    JsonNode issue = MAPPER.readTree(block("json", "\"DetectedIssue\""));
    // Then
    assertThat(texts(issue, "/identifier/0/value", "/severity", "/identifiedPeriod/start"))
        .isEqualTo(texts(alert, "/id", "/priority", "/since"));
    assertThat(texts(issue, "/code/coding/0/code", "/evidence/0/detail/0/identifier/value"))
        .isEqualTo(texts(alert, "/rule", "/evidence/0/event"));
    assertThat(texts(issue, "/mitigation/0/author/display", "/mitigation/0/date"))
        .isEqualTo(texts(ack, "/by", "/at"));
  }

  @Test
  void theEmotionMlIsWellFormedAndBeginsWithTheGoldenEvent() throws Exception {
    // Given
    JsonNode event = golden("emotion-event.v1.json");
    // When
    Document document = xml(block("xml", "<emotionml"));
    // Then
    assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo(EMOTION_ML);
    Element emotion = elements(document.getDocumentElement(), "emotion").get(0);
    assertThat(emotion.getAttribute("start")).isEqualTo(millis(event.at("/start")));
    assertThat(emotion.getAttribute("end")).isEqualTo(millis(event.at("/end")));
    assertThat(emotion.getAttribute("category-set")).isEqualTo(Emotion.EMOTION_ML_VOCABULARY);
    Element category = elements(emotion, "category").get(0);
    assertThat(category.getAttribute("name")).isEqualTo(event.at("/label").asText());
    assertThat(category.getAttribute("confidence")).isEqualTo(event.at("/probability").asText());
  }

  @Test
  void everyCategoryOfTheEmotionMlIsInItsVocabulary() throws Exception {
    // Given
    Element root = xml(block("xml", "<emotionml")).getDocumentElement();
    List<String> own =
        elements(root, "item").stream().map(each -> each.getAttribute("name")).toList();
    // When
    List<Element> emotions = elements(root, "emotion");
    // Then
    assertThat(own)
        .containsExactlyElementsOf(Stream.of(Emotion.values()).map(Emotion::label).toList());
    assertThat(emotions)
        .hasSize(2)
        .allSatisfy(
            emotion -> {
              String name = elements(emotion, "category").get(0).getAttribute("name");
              boolean inBig6 = Emotion.ofLabel(name).orElseThrow().emotionMlName().isPresent();
              assertThat(emotion.getAttribute("category-set"))
                  .isEqualTo(inBig6 ? Emotion.EMOTION_ML_VOCABULARY : "#emodb");
            });
  }

  @Test
  void theLabelIsTheGoldenOneAndIsSentAsTheCodeWouldSendIt() throws IOException {
    // When
    JsonNode label = MAPPER.readTree(block("json", "\"annotator\""));
    String sent = block("sh", "emotion.labels");
    // Then
    assertThat(label).isEqualTo(golden("emotion-label.v1.json"));
    assertThat(sent)
        .contains("-k '" + Samples.label("anger").sensor() + "'")
        .contains(EventJson.toJson(Samples.label("anger")))
        .contains(EventJson.toJson(Samples.label("fear")))
        .contains(EventJson.toJson(Samples.label(EmotionLabel.NONE)));
    assertThat(CloudEventHeaders.of(Samples.label("anger")))
        .allSatisfy(
            header ->
                assertThat(sent)
                    .contains("-H " + header.key() + "=" + new String(header.value(), UTF_8)));
  }

  private static String kept(JsonNode settings) {
    if (!settings.has("retention.ms")) {
      return "the latest of each key";
    }
    long days = Duration.ofMillis(settings.path("retention.ms").asLong()).toDays();
    return days + (days == 1 ? " day" : " days");
  }

  /** The block of code in a language that has this in it. */
  private static String block(String language, String mark) {
    return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
        .matcher(TEXT)
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(mark))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode node, String... pointers) {
    List<String> texts = new ArrayList<>();
    for (String pointer : pointers) {
      texts.add(node.at(pointer).asText());
    }
    return texts;
  }

  private static String millis(JsonNode instant) {
    return Long.toString(Instant.parse(instant.asText()).toEpochMilli());
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = ContractsDocTest.class.getResourceAsStream(name)) {
      return MAPPER.readTree(in);
    }
  }

  private static Document xml(String text) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagNameNS(EMOTION_ML, name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
