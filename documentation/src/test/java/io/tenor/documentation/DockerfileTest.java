package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.documentation.Dockerfile.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to be true of images that run where people are listened to. */
class DockerfileTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, Stage> STAGES = Dockerfile.read().stages();

  @Test
  void whatComesFromElsewhereHasAVersion() {
    var foreign =
        STAGES.values().stream().map(Stage::base).filter(base -> !STAGES.containsKey(base));
    assertThat(foreign).hasSize(4).allMatch(base -> base.matches(".+:\\d+\\.\\d+\\.\\d+.*"));
  }

  @Test
  void nothingIsFetchedByHandWhileAnImageIsBuilt() {
    for (var stage : STAGES.values()) {
      assertThat(stage.all("ADD")).isEmpty();
      assertThat(stage.all("RUN")).noneMatch(run -> run.matches(".*\\b(curl|wget|git clone)\\b.*"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void anImageRunsAsAUserThatIsNobodyElse(String name) {
    // When
    var stage = STAGES.get(name);
    // Then
    assertThat(stage.all("USER")).containsExactly("10001");
    var names = stage.instructions().stream().map(Dockerfile.Instruction::name).toList();
    assertThat(names.subList(names.indexOf("USER"), names.size())).doesNotContain("RUN", "COPY");
    assertThat(stage.all("RUN")).allMatch(run -> run.contains("--uid 10001"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void theProgramGetsItsSignalsAndIsAskedHowItIs(String name) throws Exception {
    // Given
    var stage = STAGES.get(name);
    // When
    var entry = words(stage.all("ENTRYPOINT").get(0));
    var command = words(stage.all("CMD").get(0));
    var health = stage.all("HEALTHCHECK").get(0);
    var probe = words(health.substring(health.indexOf("CMD") + 3));
    // Then: no shell stands between the engine and the program
    assertThat(entry).startsWith("java").endsWith("io.tenor.streams.cli.TenorCli");
    assertThat(CommandTree.mistake(command)).isEmpty();
    assertThat(probe).startsWith("java").contains("io.tenor.streams.cli.TenorCli");
    var asked = probe.subList(probe.indexOf("health"), probe.size());
    assertThat(CommandTree.mistake(asked)).isEmpty();
    assertThat(asked.get(1)).endsWith("/health/live").contains(port(command));
  }

  @Test
  void bothImagesAreRunInTheSameWay() {
    var cpu = STAGES.get("cpu");
    var gpu = STAGES.get("gpu");
    for (var name : List.of("USER", "WORKDIR", "EXPOSE", "STOPSIGNAL", "ENTRYPOINT", "CMD")) {
      assertThat(gpu.all(name)).as(name).isEqualTo(cpu.all(name));
    }
  }

  @Test
  void theBuildGetsWhatTheImageNeedsAndNothingElseOfACheckout() {
    // Given
    var context = BuildContext.read();
    var modules = Repository.text("pom.xml").lines().filter(line -> line.contains("<module>"));
    var needed =
        List.of(
            "pom.xml",
            ".mvn/jvm.config",
            "src/models/compact.onnx",
            "streams-app/src/main/java/io/tenor/streams/cli/TenorCli.java",
            "streams-app/src/main/resources/logback.xml",
            "local-broker/src/main/java/io/tenor/broker/LocalBroker.java");
    var others =
        List.of(
            ".git/config",
            "recordings/bed-4.wav",
            "recordings.zip",
            "bed-4.wav",
            "emodb/wav/03a01Fa.wav",
            "src/recordings/bed-4.flac",
            "streams-app/bed-4.wav",
            "streams-app/src/main/resources/bed-4.wav",
            "streams-app/src/main/resources/broker.key",
            "streams-app/target/classes/models/compact.onnx",
            "streams-app/src/test/java/io/tenor/streams/LayersTest.java",
            "trainer/src/main/java/io/tenor/trainer/cli/TrainerCli.java",
            "src/models/mine.onnx",
            "secrets/dashboard.token",
            "client.properties",
            "docs/security.md");

    // Then
    assertThat(needed).allMatch(context::has);
    assertThat(modules.map(line -> line.replaceAll("</?module>", "").strip() + "/pom.xml"))
        .hasSize(9)
        .allMatch(context::has);
    assertThat(others).noneMatch(context::has);
  }

  private static String port(List<String> command) {
    var address = command.get(command.indexOf("--http") + 1);
    return address.substring(address.indexOf(':'));
  }

  private static List<String> words(String json) throws Exception {
    return List.of(MAPPER.readValue(json, String[].class));
  }
}
