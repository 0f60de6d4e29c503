package io.tenor.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() {
    // Given
    var file = folder.resolve("baseline.json");
    var comparison = Samples.comparison(1.234_56, 2, Optional.empty());
    var baseline = Baseline.none().with(List.of(comparison));

    // When
    baseline.write(file);

    // Then
    assertThat(Baseline.read(file)).isEqualTo(baseline);
    assertThat(baseline.of(comparison.benchmark().id(), comparison.beside().id()))
        .contains(new Ratio(1.235, 0));
  }

  @Test
  void whatWasNotMeasuredStays() {
    // Given
    var before = new TreeMap<String, Ratio>();
    before.put("Json.read / copy", new Ratio(20, 1));

    // When
    var after =
        new Baseline(before).with(List.of(Samples.comparison(1.5, 2, Optional.empty()))).ratios();

    // Then
    assertThat(after)
        .containsOnlyKeys("FrontEnd.column frontEnd=compact / transform", "Json.read / copy");
  }

  @Test
  void aMissingFileIsWrongUseInOneSentence() {
    // Given
    var file = folder.resolve("none.json");

    // When
    var thrown = assertThatThrownBy(() -> Baseline.read(file));

    // Then
    thrown
        .isInstanceOfSatisfying(BenchException.class, e -> assertThat(e.isWrongUse()).isTrue())
        .hasMessage("There is no baseline %s: write one with --write-baseline.", file);
  }

  @Test
  void anotherFileIsWrongUseInOneSentence() throws IOException {
    // Given
    var file = Files.writeString(folder.resolve("other.json"), "{\"a\": {\"value\": -1}}");

    // When
    var thrown = assertThatThrownBy(() -> Baseline.read(file));

    // Then
    thrown
        .isInstanceOf(BenchException.class)
        .hasMessage("The file %s is no baseline: write one with --write-baseline.", file);
  }
}
