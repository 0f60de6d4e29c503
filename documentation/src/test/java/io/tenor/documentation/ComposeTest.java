package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docker-compose.yml} against the specification, and against what it must not do. */
class ComposeTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TEXT = Repository.text("docker-compose.yml");
  private static final JsonNode FILE = MAPPER.valueToTree(Repository.yaml(TEXT).get(0));

  /** Its image writes its configuration into itself when it starts. */
  private static final Set<String> WRITABLE = Set.of("kafka");

  @Test
  void theFileIsWhatTheSpecificationAllows() throws Exception {
    // Given
    try (var in = ComposeTest.class.getResourceAsStream("compose-spec.json")) {
      var schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
              .getSchema(withoutIds(MAPPER.readTree(in)));
      ObjectNode file = FILE.deepCopy();
      file.remove("name"); // which came into the specification after this schema
      JsonNode misspelt = file.deepCopy();
      ((ObjectNode) misspelt.at("/services/kafka")).put("read_onyl", true);
      // When
      var mistakes = schema.validate(file);
      // Then
      assertThat(mistakes).isEmpty();
      assertThat(schema.validate(misspelt)).as("the schema sees mistakes").isNotEmpty();
    }
  }

  @Test
  void itHasTheServicesThatTheDocumentsPromise() {
    assertThat(names(FILE.path("services")))
        .containsExactlyInAnyOrder(
            "kafka", "topics", "monitor", "monitor-gpu", "dashboard", "prometheus", "grafana");
    assertThat(FILE.at("/services/monitor-gpu/profiles").get(0).asText()).isEqualTo("gpu");
  }

  @Test
  void noServiceHasMoreRightsThanItNeeds() {
    eachService(
        (name, service) -> {
          assertThat(texts(service.path("cap_drop"))).as(name).containsExactly("ALL");
          assertThat(texts(service.path("security_opt")))
              .as(name)
              .contains("no-new-privileges:true");
          assertThat(service.path("privileged").asBoolean()).as(name).isFalse();
          assertThat(service.path("read_only").asBoolean())
              .as(name + " has a read-only file system")
              .isEqualTo(!WRITABLE.contains(name));
        });
  }

  @Test
  void everyServiceIsBoundedInMemoryProcessorsAndProcesses() {
    eachService(
        (name, service) -> {
          var limits = service.at("/deploy/resources/limits");
          assertThat(names(limits)).as(name).contains("cpus", "memory");
          assertThat(service.path("pids_limit").asInt()).as(name).isPositive();
        });
  }

  @Test
  void everythingThatStaysIsWatchedAndHasTimeToEnd() {
    eachService(
        (name, service) -> {
          if (service.path("restart").asText().equals("no")) {
            return;
          }
          boolean ofTheImage = service.path("image").asText().startsWith("tenor:");
          assertThat(ofTheImage || service.has("healthcheck")).as(name).isTrue();
          assertThat(service.path("stop_grace_period").asText()).as(name).isNotEmpty();
          assertThat(service.path("restart").asText()).as(name).isEqualTo("unless-stopped");
        });
  }

  @Test
  void portsAreOpenToThisMachineAlone() {
    eachService(
        (name, service) ->
            assertThat(texts(service.path("ports")))
                .as(name)
                .allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @Test
  void imagesHaveVersionsAndWhatIsBuiltIsATargetOfTheDockerfile() {
    var targets = Dockerfile.read().stages().keySet();
    eachService(
        (name, service) -> {
          if (service.has("build")) {
            assertThat(targets).contains(service.at("/build/target").asText());
          } else {
            assertThat(service.path("image").asText()).as(name).matches(".+:v?\\d+\\.\\d+\\.\\d+");
          }
        });
  }

  @Test
  void whatIsMountedByPathIsReadOnlyAndPartOfTheRepository() {
    var mounts = new ArrayList<String>();
    eachService((name, service) -> mounts.addAll(texts(service.path("volumes"))));
    assertThat(mounts.stream().filter(mount -> mount.startsWith(".")))
        .hasSize(3)
        .allSatisfy(
            mount -> {
              var parts = mount.split(":", -1);
              assertThat(parts).hasSize(3);
              assertThat(parts[0]).startsWith("./src/monitoring/");
              assertThat(Repository.file(parts[0].substring(2))).isDirectory();
              assertThat(parts[2]).isEqualTo("ro");
            });
    assertThat(
            mounts.stream().filter(mount -> !mount.startsWith(".")).map(m -> m.split(":", -1)[0]))
        .containsExactlyInAnyOrderElementsOf(names(FILE.path("volumes")));
  }

  @Test
  void everyCommandIsOneThatTheProgramUnderstands() {
    var judged = new ArrayList<String>();
    eachService(
        (name, service) -> {
          if (!service.path("image").asText().startsWith("tenor:")) {
            return;
          }
          var words = texts(service.path("command"));
          assertThat(CommandTree.mistake(words)).as(name).isEmpty();
          judged.add(name);
          var probe = texts(service.at("/healthcheck/test"));
          if (!probe.isEmpty()) {
            var asked = probe.subList(probe.indexOf("health"), probe.size());
            assertThat(CommandTree.mistake(asked)).as(name).isEmpty();
          }
        });
    assertThat(judged).contains("topics", "monitor", "monitor-gpu", "dashboard");
  }

  @Test
  void prometheusAsksTheServicesAndGrafanaIsToldWhatItsFilesAskFor() {
    // Given
    var folder = Repository.file("src/monitoring");
    var asked = texts(FILE.at("/services/prometheus/command")).get(0);
    var text =
        Repository.text(
            folder.resolve("prometheus").resolve(asked.substring(asked.lastIndexOf('/') + 1)));
    JsonNode config = MAPPER.valueToTree(Repository.yaml(text).get(0));

    // Then
    var scraped = config.at("/scrape_configs/0/dns_sd_configs/0");
    assertThat(names(FILE.path("services"))).containsAll(texts(scraped.path("names")));
    assertThat(texts(FILE.at("/services/monitor/command")))
        .contains("0.0.0.0:" + scraped.path("port").asInt());
    assertThat(config.path("rule_files"))
        .allSatisfy(file -> assertThat(folder.resolve("prometheus/" + file.asText())).exists());
    var told = names(FILE.at("/services/grafana/environment"));
    for (var file : Repository.files("src/monitoring/grafana/provisioning", ".yml")) {
      for (var variable : VARIABLE.matcher(Repository.text(file)).results().toList()) {
        assertThat(told).contains(variable.group(1));
      }
    }
    assertThat(texts(FILE.at("/services/grafana/volumes")))
        .anyMatch(
            mount ->
                mount.endsWith(
                    FILE.at("/services/grafana/environment/TENOR_BOARDS").asText() + ":ro"));
  }

  @Test
  void nobodyNeedsAPasswordOrATokenInTheFile() {
    assertThat(TEXT).doesNotContainPattern("(?i)password\\s*[:=]");
    assertThat(FILE.at("/secrets/dashboard-token/file").asText()).startsWith("./secrets/");
    assertThat(Repository.text(".gitignore").lines()).contains("/secrets/");
    assertThat(BuildContext.read().has("secrets/dashboard.token")).isFalse();
  }

  @Test
  void whoLooksAtGrafanaWithoutANameChangesNothing() {
    var settings = FILE.at("/services/grafana/environment");
    assertThat(settings.path("GF_AUTH_ANONYMOUS_ORG_ROLE").asText()).isEqualTo("Viewer");
    assertThat(settings.path("GF_AUTH_DISABLE_LOGIN_FORM").asText()).isEqualTo("true");
    assertThat(settings.path("GF_AUTH_BASIC_ENABLED").asText()).isEqualTo("false");
  }

  /** The schema has ids as an old draft writes them, to which nothing in it refers. */
  private static JsonNode withoutIds(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.path("id").isTextual()) {
      object.remove("id");
    }
    schema.forEach(ComposeTest::withoutIds);
    return schema;
  }

  private static void eachService(BiConsumer<String, JsonNode> check) {
    FILE.path("services")
        .properties()
        .forEach(
            (Map.Entry<String, JsonNode> each) -> check.accept(each.getKey(), each.getValue()));
  }

  private static List<String> names(JsonNode node) {
    return node.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(i -> list.get(i).asText())
        .toList();
  }
}
