package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

  @TempDir private Path directory;

  @Test
  void theDemoHearsEveryWindowThatItsSensorsSpoke() throws IOException {
    // When
    Typed demo = Typed.tenor("demo", "--seconds", "6", "--sensors", "3", "--json");

    // Then
    assertThat(demo.status()).as(demo.err()).isZero();
    var lines = demo.out().lines().toList();
    var summary = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(summary.get("type").asText()).isEqualTo("summary");
    assertThat(summary.get("sensors").asInt()).isEqualTo(3);
    assertThat(summary.get("windows").asInt()).isGreaterThanOrEqualTo(3 * 8);
    assertThat(summary.get("events").asInt()).isEqualTo(summary.get("windows").asInt());
    assertThat(summary.get("rejected").asInt()).isZero();
    var first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("type").asText()).isEqualTo("event");
    assertThat(first.get("model").asText()).startsWith("compact:");
  }

  @Test
  void withoutATerminalTheTableIsPlainText() {
    // When
    Typed demo = Typed.tenor("demo", "--seconds", "3", "--sensors", "2");

    // Then
    assertThat(demo.status()).as(demo.err()).isZero();
    assertThat(demo.err()).contains("The dashboard is at http://127.0.0.1:");
    assertThat(demo.out()).contains("SENSOR", "car-1", "bed-1", "windows").doesNotContain("\u001b");
  }

  @Test
  void wrongUseIsOneSentence() {
    // When
    Typed none = Typed.tenor("demo", "--sensors", "0");
    Typed missing = Typed.tenor("demo", "--model", directory.resolve("none.onnx").toString());
    Typed empty = Typed.tenor("demo", "--audio", directory.toString());

    // Then
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("--sensors is 0");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("There is no model file");
    assertThat(empty.status()).isNotZero();
    assertThat(empty.err()).contains("holds no file that ends in .wav");
  }
}
