package io.tenor.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarkIdTest {

  @Test
  void aFileIsNamedWithoutItsFolder() {
    // Given
    var parameters = Map.of("model", "/somewhere/paper512.onnx", "batch", "8");

    // When
    var id = BenchmarkId.of("io.tenor.benchmarks.ScoringBenchmark.assess", parameters);

    // Then
    assertThat(id).hasToString("Scoring.assess batch=8 model=paper512.onnx");
  }
}
