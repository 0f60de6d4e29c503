package io.tenor.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.corpus.Labels;
import io.tenor.trainer.evaluation.Audibility;
import io.tenor.trainer.evaluation.HeardOrder;
import io.tenor.trainer.evaluation.HeardUtterance;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ModelReportTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-9);
  private static final int ANGER = 0;
  private static final int HAPPINESS = 4;

  /** Probabilities of anger and happiness. */
  private static double[] window(double anger, double happiness) {
    double[] probabilities = new double[Labels.count()];
    probabilities[ANGER] = anger;
    probabilities[HAPPINESS] = happiness;
    return probabilities;
  }

  /** Anger of three windows, one wrong, and happiness of one, wrong. */
  private static ModelReport report(boolean trained) {
    return report(
        "emodb",
        trained,
        List.of(
            new HeardUtterance(
                "x",
                "08",
                ANGER,
                List.of(window(0.8, 0.2), window(0.45, 0.55), window(1, 0)),
                List.of(Audibility.CLEAR, Audibility.SILENT, Audibility.CLEAR)),
            new HeardUtterance(
                "y", "03", HAPPINESS, List.of(window(0.6, 0.4)), List.of(Audibility.CLEAR))));
  }

  private static ModelReport report(String name, boolean trained, List<HeardUtterance> heard) {
    return ModelReport.of(
        new ModelReport.Source("tiny", "1.2", "a".repeat(64), "EMO-DB", "b".repeat(64), trained),
        name,
        Map.of(HeardOrder.NAMES, heard),
        0.6);
  }

  @Test
  void eachWayOfHearingHasWhatAnUnknownThresholdLetsThrough() {
    // When
    Map<String, Double> names = report(false).hearings().views().get("names");

    // Then: of anger two of three windows are answered, and right; of happiness one, and wrong
    assertThat(names.get("answered_windows")).isCloseTo((2 / 3.0 + 1) / 2, EXACT);
    assertThat(names.get("answered_window_error")).isCloseTo(1 / (2 / 3.0 + 1), EXACT);
    assertThat(names.get("happiness_as_anger")).isEqualTo(1);
    assertThat(names.get("uar")).isCloseTo(0.5, EXACT);
    assertThat(names.get("ece")).isCloseTo((0.25 + 0.6) / 2, EXACT);
  }

  @Test
  void severalCorporaAreOneObjectWithTheirMeansOfWhatTheyHave() throws Exception {
    // Given: a corpus of anger alone, half of it heard as happiness, which it does not have
    List<Audibility> clear = List.of(Audibility.CLEAR);
    ModelReport angry =
        report(
            "angry",
            false,
            List.of(
                new HeardUtterance("v", "1", ANGER, List.of(window(0.1, 0.9)), clear),
                new HeardUtterance("w", "1", ANGER, List.of(window(0.9, 0.1)), clear)));

    // When
    ModelReports both = new ModelReports(List.of(report(false), angry));
    JsonNode json = new ObjectMapper().readTree(both.json());

    // Then
    assertThat(json.get("corpora").findValuesAsText("name")).containsExactly("emodb", "angry");
    assertThat(json.get("corpora").get(1).get("accuracy").asDouble()).isEqualTo(0.5);
    JsonNode mean = json.get("mean").get("names");
    assertThat(mean.get("uar").asDouble()).isCloseTo(0.5, EXACT);
    assertThat(mean.get("uar_own_classes").asDouble()).isCloseTo((0.5 + 1) / 2, EXACT);
    assertThat(mean.get("happiness_as_anger").asDouble()).as("of one").isEqualTo(1);
    assertThat(both.text()).contains("heard: names", "own labels").containsPattern("angry +2 +50");
  }

  @Test
  void figuresAreThoseComputedByHand() {
    // When
    ModelReport report = report(false);

    // Then
    assertThat(report.utterances()).isEqualTo(2);
    assertThat(report.windows()).isEqualTo(4);
    assertThat(report.speakers()).containsExactly("03", "08");
    assertThat(report.figures().get("accuracy")).isCloseTo(0.5, EXACT);
    assertThat(report.figures().get("uar")).isCloseTo(0.5, EXACT);
    assertThat(report.figures().get("macro_f1")).isCloseTo((2 / 3.0 + 0) / 2, EXACT);
    assertThat(report.figures().get("ece")).isCloseTo((0.25 + 0.6) / 2, EXACT);
    assertThat(report.figures().get("window_accuracy")).isCloseTo(0.5, EXACT);
    assertThat(report.figures().get("window_uar")).isCloseTo((2 / 3.0 + 0) / 2, EXACT);
    assertThat(report.figures().get("window_macro_f1")).isCloseTo((4 / 6.0 + 0) / 2, EXACT);
    assertThat(report.figures().get("window_ece")).isCloseTo((0.2 + 0.55 + 0 + 0.6) / 4, EXACT);
    assertThat(report.confusion().get(HAPPINESS)).containsExactly(1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void theJsonIsOneLineOfFractionsAndWhatTheyAreOf() throws Exception {
    // When
    String json = report(true).json();

    // Then
    assertThat(json).doesNotContain("\n");
    JsonNode node = new ObjectMapper().readTree(json);
    assertThat(node.get("model_version").asText()).isEqualTo("1.2");
    assertThat(node.get("model_sha256").asText()).isEqualTo("a".repeat(64));
    assertThat(node.get("corpus_sha256").asText()).isEqualTo("b".repeat(64));
    assertThat(node.get("trained_on_this_corpus").asBoolean()).isTrue();
    assertThat(node.get("window_accuracy").asDouble()).isCloseTo(0.5, EXACT);
    assertThat(node.get("confusion").get(ANGER).get(ANGER).asInt()).isEqualTo(1);
  }

  @Test
  void figuresOfTrainingDataAreCalledSo() {
    assertThat(report(true).text()).contains("The model was trained on this corpus:");
    assertThat(report(false).text())
        .doesNotContain("trained on")
        .contains("2 recordings of 2 speakers, 4 windows")
        .containsPattern("windows +50\\.0% +33\\.3% +33\\.3% +0\\.33")
        .containsPattern("happiness +1 +0 +0 +0 +0 +0 +0 +0\\.0%");
  }
}
