package io.tenor.streams.metrics;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.topology.MeteredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules of Prometheus, the board of Grafana and the reference name what a monitor has, and the
 * reference names all of it. What it has is what a scrape shows after the real topology ran.
 */
class MonitoringFilesTest {

  private static final Path ROOT = root();
  private static final Path RULES = ROOT.resolve("src/monitoring/prometheus/rules.yml");
  private static final Path BOARD = ROOT.resolve("src/monitoring/grafana/boards/tenor.json");
  private static final Path REFERENCE = ROOT.resolve("docs/metrics.md");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Pattern LABEL_OF_ALERT = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** What Prometheus itself adds to whatever it scrapes. */
  private static final Set<String> ADDED = Set.of("job", "instance");

  @TempDir private static Path directory;
  private static Exposition scraped;

  /** Labels of the series that rules record, by name. */
  private static final Map<String, Set<String>> RECORDED = new HashMap<>();

  /** An expression, and where it stands. */
  private record Named(String where, String expression, List<String> labels) {}

  private static Path root() {
    var here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("src/monitoring"))) {
      here = here.getParent();
    }
    return here;
  }

  @BeforeAll
  static void run() throws IOException {
    try (var model = OnnxModel.shipped(1);
        var metrics = new MonitorMetrics();
        var run = new MeteredRun(model, directory, metrics.meters())) {
      metrics.of(run);
      scraped = Exposition.parse(metrics.scrape());
    }
    for (var rule : rules()) {
      if (rule.has("record")) {
        RECORDED.put(
            rule.get("record").asText(), PromQuery.parse(rule.get("expr").asText()).grouped());
      }
    }
  }

  private static List<JsonNode> rules() throws IOException {
    var rules = new ArrayList<JsonNode>();
    var file = new ObjectMapper(new YAMLFactory()).readTree(RULES.toFile());
    file.get("groups").forEach(group -> group.get("rules").forEach(rules::add));
    return rules;
  }

  private static List<Named> expressionsOfRules() throws IOException {
    var all = new ArrayList<Named>();
    for (var rule : rules()) {
      var name = rule.has("record") ? rule.get("record") : rule.get("alert");
      all.add(
          new Named(
              "the rule " + name.asText(),
              rule.get("expr").asText(),
              found(LABEL_OF_ALERT, rule.path("annotations").toString())));
    }
    return all;
  }

  private static List<Named> expressionsOfTheBoard() throws IOException {
    var all = new ArrayList<Named>();
    var board = new ObjectMapper().readTree(BOARD.toFile());
    for (var panel : board.get("panels")) {
      for (var target : panel.path("targets")) {
        all.add(
            new Named(
                "the panel " + panel.get("title").asText(),
                target.get("expr").asText(),
                found(LEGEND, target.path("legendFormat").asText())));
      }
    }
    for (var variable : board.get("templating").get("list")) {
      if (variable.get("type").asText().equals("query")) {
        var query = variable.get("query").get("query").asText();
        var inside = query.substring(query.indexOf('(') + 1, query.lastIndexOf(')')).split(",", -1);
        all.add(
            new Named(
                "the variable " + variable.get("name").asText(),
                inside[0],
                List.of(inside[1].strip())));
      }
    }
    return all;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).toList();
  }

  /** Fails if an expression names what nobody has. */
  private static void check(Named named) {
    var query = PromQuery.parse(named.expression());
    var labels = new TreeSet<>(ADDED);
    labels.addAll(query.grouped());
    for (var selector : query.selectors()) {
      assertThat(has(selector.metric()))
          .as("%s: is there a metric %s?", named.where(), selector.metric())
          .isTrue();
      var own = labelsOf(selector.metric());
      labels.addAll(own);
      selector
          .labels()
          .forEach(
              (label, value) -> {
                assertThat(own)
                    .as("%s: the labels of %s", named.where(), selector.metric())
                    .contains(label);
                if (!value.isEmpty() && !value.contains("$") && !ADDED.contains(label)) {
                  assertThat(valuesOf(selector.metric(), label))
                      .as("%s: %s of %s", named.where(), label, selector.metric())
                      .contains(value);
                }
              });
    }
    var known = new TreeSet<>(ADDED);
    query.selectors().forEach(selector -> known.addAll(labelsOf(selector.metric())));
    assertThat(known)
        .as("%s: the labels that it groups by", named.where())
        .containsAll(query.grouped());
    assertThat(labels).as("%s: the labels in its text", named.where()).containsAll(named.labels());
  }

  private static boolean has(String metric) {
    return metric.equals("up") || RECORDED.containsKey(metric) || scraped.names().contains(metric);
  }

  private static Set<String> labelsOf(String metric) {
    var labels = new TreeSet<>(ADDED);
    labels.addAll(RECORDED.getOrDefault(metric, scraped.labels(metric)));
    return labels;
  }

  /** Of what is recorded, the values that anything has. */
  private static Set<String> valuesOf(String metric, String label) {
    if (!RECORDED.containsKey(metric)) {
      return scraped.values(metric, label);
    }
    var values = new TreeSet<String>();
    scraped.names().forEach(name -> values.addAll(scraped.values(name, label)));
    return values;
  }

  @Test
  void theRulesNameWhatAMonitorHas() throws IOException {
    // When
    var named = expressionsOfRules();

    // Then
    assertThat(named).hasSizeGreaterThan(10).allSatisfy(MonitoringFilesTest::check);
  }

  @Test
  void theBoardNamesWhatAMonitorHas() throws IOException {
    // When
    var named = expressionsOfTheBoard();

    // Then
    assertThat(named).hasSizeGreaterThan(20).allSatisfy(MonitoringFilesTest::check);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenor_windows_scored_total                              | is there a metric",
        "sum(rate(tenor_windows[5m]))                            | is there a metric",
        "rate(tenor_latency_seconds_bucket{step='event'}[5m])    | the labels of",
        "rate(tenor_latency_seconds_bucket{stage='infer'}[5m])   | stage of",
        "sum by (sensor) (tenor_sensors)                         | groups by",
        "tenor_ready == 0 and on (instance) tenor_readiness == 0 | is there a metric",
      })
  void whatNobodyHasIsFound(String expression, String complaint) {
    // Given
    var named = new Named("a rule", expression.replace('\'', '"'), List.of());

    // Then
    assertThatThrownBy(() -> check(named))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void aLegendWithALabelThatIsNotThereIsFound() {
    // Given
    var named = new Named("a panel", "sum by (state) (tenor_sensors)", List.of("status"));

    // Then
    assertThatThrownBy(() -> check(named)).hasMessageContaining("labels in its text");
  }

  @Test
  void theReferenceNamesAllThatAMonitorHasAndNothingElse() throws IOException {
    // When: rows of name, type, labels and meaning
    var told = new ArrayList<String>();
    try (Stream<String> lines = Files.lines(REFERENCE)) {
      lines
          .filter(line -> line.startsWith("| `tenor_"))
          .map(line -> line.split("\\|", -1))
          .forEach(
              cells ->
                  told.add(
                      row(
                          found(CODE, cells[1]).get(0),
                          cells[2].strip(),
                          new TreeSet<>(found(CODE, cells[3])))));
    }

    // Then
    var has =
        scraped.types().entrySet().stream()
            .filter(type -> type.getKey().startsWith("tenor_"))
            .collect(toMap(Map.Entry::getKey, type -> familyRow(type.getKey(), type.getValue())));
    assertThat(told).containsExactlyInAnyOrderElementsOf(has.values());
  }

  private static String row(String name, String type, Set<String> labels) {
    return name + " " + type + " " + labels;
  }

  private static String familyRow(String name, String type) {
    var labels = new TreeSet<>(scraped.labels(type.equals("histogram") ? name + "_count" : name));
    return row(name, type, labels);
  }

  @Test
  void everyAlertSaysWhatItMeansAndHowGraveItIs() throws IOException {
    // When
    var alerts = rules().stream().filter(rule -> rule.has("alert")).toList();

    // Then
    assertThat(alerts)
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert.at("/annotations/summary").asText()).endsWith(".");
              assertThat(alert.at("/annotations/action").asText()).endsWith(".");
              assertThat(Arrays.asList("critical", "warning", "info"))
                  .contains(alert.at("/labels/severity").asText());
            });
  }

  @Test
  void theBoardsPanelsDoNotOverlap() throws IOException {
    // Given
    var taken = new TreeSet<String>();

    // When
    for (var panel : new ObjectMapper().readTree(BOARD.toFile()).get("panels")) {
      var place = panel.get("gridPos");
      for (int x = 0; x < place.get("w").asInt(); x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          int column = place.get("x").asInt() + x;

          // Then
          assertThat(column).as(panel.get("title").asText()).isLessThan(24);
          assertThat(taken.add(column + "," + (place.get("y").asInt() + y)))
              .as(panel.get("title").asText())
              .isTrue();
        }
      }
    }
  }
}
