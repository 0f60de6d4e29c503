package io.tenor.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void theTableShowsEachBenchmarkBesideItsFloorAndWhatChanged() {
    // Given
    var report =
        new Report(
            List.of(
                Samples.before(1.5, 1.2),
                Samples.comparison(1.25, 1.3, Optional.of(new Ratio(1.2, 0.01))),
                Samples.comparison(1.4, 1.3, Optional.empty())));

    // When
    var lines = report.table().lines().toList();

    // Then
    assertThat(lines)
        .containsExactly(
            "benchmark                           us  B/op  beside       us        ratio      aim     baseline  change",
            "FrontEnd.column frontEnd=compact  1.50    12  transform  1.00  1.50 ±0.000           1.20 ±0.000  +25 % slower",
            "FrontEnd.column frontEnd=compact  1.25    12  transform  1.00  1.25 ±0.000  <= 1.30  1.20 ±0.010  +4 %",
            "FrontEnd.column frontEnd=compact  1.40    12  transform  1.00  1.40 ±0.000   > 1.30               new");
  }

  @Test
  void whatGotSlowerIsSaidInWords() {
    // Given
    var report = new Report(List.of(Samples.before(1.5, 1.2), Samples.before(1, 1)));

    // When
    var sentences = report.sentences();

    // Then
    assertThat(sentences)
        .containsExactly(
            "FrontEnd.column frontEnd=compact got slower: 1.50 ±0.000 of transform, 1.20 ±0.000 in the baseline.");
    assertThat(report.slower()).hasSize(1);
  }

  @Test
  void whatGotFasterIsSaidAndIsNoHarm() {
    // Given
    var report = new Report(List.of(Samples.before(1, 1.2)));

    // When
    var sentences = report.sentences();

    // Then
    assertThat(sentences)
        .containsExactly(
            "FrontEnd.column frontEnd=compact got faster: 1.00 ±0.000 of transform, 1.20 ±0.000 in the baseline.",
            "Nothing got slower.");
    assertThat(report.slower()).isEmpty();
  }

  @Test
  void aMissedAimAndWhatIsNewAreSaid() {
    // Given
    var report = new Report(List.of(Samples.comparison(1.4, 1.3, Optional.empty())));

    // When
    var sentences = report.sentences();

    // Then
    assertThat(sentences)
        .containsExactly(
            "FrontEnd.column frontEnd=compact misses its aim: 1.40 ±0.000 of transform, not at most 1.30.",
            "Not in the baseline: 1 of 1.",
            "Nothing got slower.");
  }

  @Test
  void aProgramGetsTheSameAsJson() {
    // Given
    var report = new Report(List.of(Samples.before(1.5, 1.2)));

    // When
    var json = ReportJson.of(report);

    // Then
    assertThat(json)
        .contains("\"benchmark\" : \"FrontEnd.column frontEnd=compact\"")
        .contains("\"ratio\" : 1.5")
        .contains("\"baselineRatio\" : 1.2")
        .contains("\"change\" : \"slower\"")
        .doesNotContain("\"aim\"");
  }
}
