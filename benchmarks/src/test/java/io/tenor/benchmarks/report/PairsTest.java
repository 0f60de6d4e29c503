package io.tenor.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tenor.benchmarks.FrontEndBenchmark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairsTest {

  private static final String PREFIX = FrontEndBenchmark.class.getName() + '.';

  @Test
  void whatStandsBesideABenchmarkIsRunToo() {
    // Given
    var chosen = List.of(PREFIX + "windowMovedByAThird");

    // When
    var all = Pairs.withBesides(chosen);

    // Then
    assertThat(all)
        .containsExactly(
            PREFIX + "transformsOfAThird",
            PREFIX + "windowFromTheStart",
            PREFIX + "windowMovedByAThird");
  }

  @Test
  void benchmarksAreComparedWithTheirOwnParameters() {
    // Given
    var measured = new LinkedHashMap<String, List<Measured>>();
    measured.put(PREFIX + "column", List.of(of("column", "compact", 3), of("column", "paper", 8)));
    measured.put(
        PREFIX + "transform", List.of(of("transform", "compact", 2), of("transform", "paper", 4)));

    // When
    var comparisons = Pairs.compare(measured, Baseline.none());

    // Then
    assertThat(comparisons)
        .extracting(Comparison::key, comparison -> comparison.ratio().value())
        .containsExactly(
            tuple("FrontEnd.column frontEnd=compact / transform", 1.5),
            tuple("FrontEnd.column frontEnd=paper / transform", 2.0));
  }

  private static Measured of(String method, String frontEnd, double microseconds) {
    return new Measured(
        BenchmarkId.of(PREFIX + method, Map.of("frontEnd", frontEnd)), microseconds, 0, 0);
  }
}
