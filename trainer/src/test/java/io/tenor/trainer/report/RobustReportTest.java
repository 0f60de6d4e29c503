package io.tenor.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.corpus.Labels;
import io.tenor.trainer.evaluation.Audibility;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.robustness.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RobustReportTest {

  private static final ModelReport.Source SOURCE =
      new ModelReport.Source("tiny", "1.2", "a".repeat(64), "EMO-DB", "b".repeat(64), false);

  /** An utterance of the label 0 or 1, and how probable the model finds 0 (the rest is 1's). */
  private static HeardUtterance heard(int label, double first, Audibility audibility) {
    double[] probabilities = new double[Labels.count()];
    probabilities[0] = first;
    probabilities[1] = 1 - first;
    return new HeardUtterance("x", "08", label, List.of(probabilities), List.of(audibility));
  }

  private static RobustReport report() {
    Audibility clear = Audibility.CLEAR;
    Map<Condition, List<HeardUtterance>> heard = new LinkedHashMap<>();
    heard.put(
        Condition.CLEAN,
        List.of(
            heard(0, 0.9, clear),
            heard(0, 0.7, clear),
            heard(1, 0.8, clear),
            heard(1, 0.1, clear)));
    heard.put(
        new Condition("telephone", Optional.of("mu-law"), UnaryOperator.identity()),
        List.of(
            heard(0, 0.8, Audibility.SILENT),
            heard(0, 0.3, clear), // becomes wrong
            heard(1, 0.2, clear), // becomes right
            heard(1, 0.45, clear)));
    return RobustReport.of(SOURCE, heard, 0.6);
  }

  @Test
  void answersAreComparedWithThoseToTheSameRecordings() {
    // When
    RobustFigures telephone = report().conditions().get(1);

    // Then
    assertThat(telephone.changed()).isEqualTo(0.5);
    assertThat(telephone.becameWrong()).isEqualTo(0.25);
    assertThat(telephone.becameRight()).isEqualTo(0.25);
    assertThat(telephone.uar()).isEqualTo(0.75);
    // -0.1, -0.4, -0.6, and that of the second label -0.35
    assertThat(telephone.firstChange()).isCloseTo(-1.45 / 4, within(1e-9));
    // Nobody speaks in the first, and the last is not probable enough.
    assertThat(telephone.coverage()).isEqualTo(0.5);
    RobustFigures clean = report().conditions().get(0);
    assertThat(clean.changed() + clean.firstChange()).isZero();
    assertThat(clean.coverage()).isEqualTo(1);
  }

  @Test
  void aPersonGetsATable() {
    assertThat(report().text().lines())
        .containsExactly(
            "Model tiny 1.2 on EMO-DB by other ways: 4 recordings of 1 speakers.",
            "",
            "condition         changed  to wrong  to right    UAR   first  coverage  detail",
            "as recorded          0.0%      0.0%      0.0%  75.0%  +0.000    100.0%",
            "telephone           50.0%     25.0%     25.0%  75.0%  -0.363     50.0%  mu-law");
  }

  @Test
  void aProgramGetsOneLineWithoutWhatIsEmpty() throws Exception {
    // When
    String json = report().json();

    // Then
    assertThat(json).doesNotContain("\n");
    JsonNode conditions = new ObjectMapper().readTree(json).get("conditions");
    assertThat(conditions.get(0).toString())
        .isEqualTo(
            "{\"condition\":\"as recorded\",\"changed\":0.0,\"became_wrong\":0.0,"
                + "\"became_right\":0.0,\"uar\":0.75,\"first_change\":0.0,\"coverage\":1.0}");
    assertThat(conditions.get(1).get("detail").asText()).isEqualTo("mu-law");
  }
}
