package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts measured on scripts of a corpus, with built-in voices in the place of recordings. */
class EvaluateIT {

  @TempDir private Path directory;

  private Path corpus() throws IOException {
    return VoiceCorpus.write(directory, List.of("03"));
  }

  @Test
  void everyRuleIsScoredAndTheTopologyGivesTheAlertsOfItsEvents() throws IOException {
    // When
    var svg = directory.resolve("curve.svg");
    var typed =
        Typed.tenor(
            "evaluate",
            "--scripted-hour",
            "--corpus",
            corpus().toString(),
            "--minutes",
            "3",
            "--trade-off",
            "ward-distress",
            "--svg",
            svg.toString(),
            "--json");

    // Then
    assertThat(typed.status()).as(typed.err()).isZero();
    var lines = typed.out().lines().map(EvaluateIT::json).toList();
    var summary = lines.get(lines.size() - 1);
    assertThat(summary.get("type").asText()).isEqualTo("summary");
    assertThat(summary.get("sameAsReplayed").asBoolean()).isTrue();
    assertThat(summary.get("sensors").asInt()).isEqualTo(2);
    assertThat(summary.get("windows").asInt()).isEqualTo(2 * (1 + (180 * 2 - 4)));
    assertThat(lines.stream().filter(line -> line.get("type").asText().equals("rule")))
        .extracting(line -> line.get("rule").asText() + " " + line.get("smoothing").asText())
        .contains("ward-distress as set", "ward-distress none", "driver-offline as set");
    assertThat(lines.stream().filter(line -> line.get("type").asText().equals("rule")))
        .allMatch(line -> line.get("flicker").asInt() == 0);
    assertThat(lines.stream().filter(line -> line.get("type").asText().equals("setting")))
        .hasSizeGreaterThan(500);
    assertThat(Files.readString(svg)).startsWith("<svg");
  }

  @Test
  void inCalmSpeechNoRuleHasAnEpisodeToTell() throws IOException {
    // When
    var typed =
        Typed.tenor(
            "evaluate",
            "--scripted-hour",
            "--calm",
            "--corpus",
            corpus().toString(),
            "--minutes",
            "1",
            "--json");

    // Then
    assertThat(typed.status()).as(typed.err()).isZero();
    var rules =
        typed
            .out()
            .lines()
            .map(EvaluateIT::json)
            .filter(line -> line.get("type").asText().equals("rule"))
            .toList();
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.get("episodes").asInt()).isZero();
              assertThat(rule.get("falsePerHour").isNumber()).isTrue();
            });
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void wrongUseIsOneSentence() throws IOException {
    // Given
    var corpus = corpus().toString();

    // Then
    assertThat(Typed.tenor("evaluate").err()).contains("--scripted-hour", "--audio-topic");
    assertThat(Typed.tenor("evaluate", "--embedded", "--labels", "x").err())
        .contains("--embedded evaluates --corpus");
    assertThat(Typed.tenor("evaluate", "--audio-topic", "audio.ward").err())
        .contains("Say where the labels are");
    assertThat(Typed.tenor("evaluate", "--audio-topic", "night", "--labels", "x").err())
        .contains("it is not known where its sensors listen");
    assertThat(
            Typed.tenor(
                    "evaluate", "--audio-topic", "audio.ward", "--labels", "x", "--from", "soon")
                .err())
        .contains("--from is wrong");
    assertThat(Typed.tenor("evaluate", "--scripted-hour", "--corpus", corpus + "/none").err())
        .contains("is not a folder");
    assertThat(
            Typed.tenor("evaluate", "--scripted-hour", "--corpus", corpus, "--speakers", "99")
                .err())
        .contains("--speakers has to name some of 03");
    assertThat(
            Typed.tenor(
                    "evaluate", "--scripted-hour", "--corpus", corpus, "--trade-off", "ward-noisy")
                .err())
        .contains("--trade-off is 'ward-noisy'");
    assertThat(
            Typed.tenor("evaluate", "--scripted-hour", "--corpus", corpus, "--svg", "x.svg").err())
        .contains("--svg draws the curve of --trade-off");
    assertThat(
            Typed.tenor("evaluate", "--scripted-hour", "--corpus", corpus, "--minutes", "0")
                .status())
        .isEqualTo(2);
  }
}
