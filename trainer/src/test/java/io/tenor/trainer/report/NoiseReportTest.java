package io.tenor.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.corpus.Labels;
import io.tenor.trainer.evaluation.Audibility;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.noise.Noise;
import io.tenor.trainer.noise.NoiseCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoiseReportTest {

  private static final int ANGER = 0;
  private static final ModelReport.Source SOURCE =
      new ModelReport.Source("tiny", "1.2", "a".repeat(64), "EMO-DB", "b".repeat(64), false);

  /** Anger, and how probable the model finds it in each window. */
  private static HeardUtterance heard(List<Double> anger, List<Audibility> audibility) {
    List<double[]> windows = new ArrayList<>();
    for (double p : anger) {
      double[] probabilities = new double[Labels.count()];
      probabilities[ANGER] = p;
      probabilities[1] = 1 - p;
      windows.add(probabilities);
    }
    return new HeardUtterance("x", "08", ANGER, windows, audibility);
  }

  private static NoiseReport report() {
    Map<NoiseCondition, List<HeardUtterance>> heard = new LinkedHashMap<>();
    heard.put(
        NoiseCondition.CLEAN,
        List.of(
            heard(
                List.of(0.9, 0.55, 0.2, 0.8),
                List.of(Audibility.CLEAR, Audibility.CLEAR, Audibility.CLEAR, Audibility.CLEAR))));
    heard.put(
        new NoiseCondition(Optional.of(Noise.CAR), 5),
        List.of(
            heard(
                List.of(0.9, 0.9, 0.1, 0.1),
                List.of(
                    Audibility.SILENT,
                    Audibility.DROWNED,
                    Audibility.DROWNED,
                    Audibility.SILENT))));
    return NoiseReport.of(SOURCE, heard, 0.6);
  }

  @Test
  void everyWindowCountsOnce() {
    assertThat(report().conditions())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("utterances")
        .containsExactly(
            new NoiseFigures(
                "none",
                Optional.empty(),
                4,
                0,
                0,
                1,
                2,
                1,
                0.75,
                // by bin: |0.55 - 1|, twice |0.8 - 0.5|, |0.9 - 1|
                Optional.of(0.2875),
                Map.of()),
            new NoiseFigures(
                "car", Optional.of(5.0), 4, 2, 2, 0, 0, 0, 0.5, Optional.empty(), Map.of()));
    assertThat(report().conditions().get(0).utterances())
        .containsEntry("answered_windows", 0.75)
        .containsEntry("uar", 1.0);
  }

  @Test
  void aPersonGetsATable() {
    assertThat(report().text().lines())
        .containsExactly(
            "Model tiny 1.2 on EMO-DB in noise: 1 recordings of 1 speakers.",
            "",
            "noise       SNR  windows  no speech  drowned   unsure  answered  right  accuracy    ECE",
            "none          -        4       0.0%     0.0%    25.0%     75.0%  66.7%     75.0%  0.288",
            "car        5 dB        4      50.0%    50.0%     0.0%      0.0%      -     50.0%      -");
  }

  @Test
  void aProgramGetsOneLineWithoutWhatIsEmpty() throws Exception {
    // When
    String json = report().json();

    // Then
    assertThat(json).doesNotContain("\n");
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.get("model_sha256").asText()).hasSize(64);
    assertThat(read.get("speakers").toString()).isEqualTo("[\"08\"]");
    assertThat(read.get("recordings").asInt()).isEqualTo(1);
    assertThat(read.get("conditions").get(0).has("snr_db")).isFalse();
    assertThat(read.get("conditions").get(1).toString())
        .startsWith(
            "{\"noise\":\"car\",\"snr_db\":5.0,\"windows\":4,\"silent\":2,\"drowned\":2,"
                + "\"unsure\":0,\"right\":0,\"wrong\":0,\"accuracy\":0.5,\"utterances\":{"
                + "\"accuracy\":1.0,\"uar\":1.0,");
  }
}
