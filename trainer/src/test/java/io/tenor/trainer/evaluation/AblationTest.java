package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.Labels;
import io.tenor.trainer.data.PictureSettings;
import io.tenor.trainer.data.ToyCorpus;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.PaperConfig;
import io.tenor.trainer.network.PaperConfig.Level;
import io.tenor.trainer.network.PaperRow;
import io.tenor.trainer.report.AblationPage;
import io.tenor.trainer.report.AblationReport;
import io.tenor.trainer.report.AblationTable;
import io.tenor.trainer.training.RmsPropSettings;
import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTest {

  private static final TrainingSet SET = ToyCorpus.of(ToyCorpus.SQUARE, 2, 3);
  private static final Corpus CORPUS =
      new Corpus(
          "toy",
          16_000,
          SET.items().stream().map(TrainingSet.Item::utterance).toList(),
          "0".repeat(64),
          List.of());

  @TempDir private Path work;

  private final Recorder events = new Recorder();

  /** Two small networks under the names of rows. */
  private static Map<PaperRow, Recipe> recipes(int steps) {
    Map<PaperRow, Recipe> recipes = new LinkedHashMap<>();
    for (PaperRow row : List.of(PaperRow.FOUR_NONE, PaperRow.FOUR_ONE)) {
      List<Integer> places = row.residuals() == 0 ? List.of() : List.of(2);
      recipes.put(
          row,
          Recipe.of(
              new PaperConfig(
                  row.key(),
                  16,
                  Labels.count(),
                  List.of(new Level(16, 2, 1), new Level(16, 4, 1)),
                  places,
                  List.of(8)),
              RmsPropSettings.paper(steps, 12, 1),
              PictureSettings.standard(12, Labels.count())));
    }
    return recipes;
  }

  private List<Ablation.RowResult> run(int steps, BooleanSupplier stop) throws IOException {
    return new Ablation(CORPUS, SET, recipes(steps), work).run(stop, events).orElse(List.of());
  }

  @Test
  void rowsAreTestedOnTheSameFifthAndKeepTheirCurves() throws IOException {
    // When
    List<Ablation.RowResult> results = run(6, () -> false);

    // Then
    assertThat(results).extracting(r -> r.row().key()).containsExactly("four-none", "four-one");
    assertThat(utterances(results.get(0))).hasSize(9).isEqualTo(utterances(results.get(1)));
    for (Ablation.RowResult result : results) {
      List<LearningCurve.Point> points = result.curve().points();
      assertThat(points).extracting(LearningCurve.Point::step).containsExactly(3, 6);
      assertThat(points.get(1).validationAccuracy())
          .isEqualTo(Answers.matrix(result.predictions(), Labels.count()).accuracy());
      assertThat(points)
          .allSatisfy(point -> assertThat(point.validationLoss()).isBetween(0.1, 10.0));
    }
    assertThat(events.longestLeftMs).isPositive();
  }

  private static List<String> utterances(Ablation.RowResult result) {
    return result.predictions().stream().map(Prediction::utterance).toList();
  }

  @Test
  void finishedRowsAreKeptAndTheStoppedOneGoesOnWithItsCurve() throws IOException {
    // Given: stopped in the second row, after its first point
    assertThat(run(6, () -> events.seen.contains("point four-one 3"))).isEmpty();
    events.seen.clear();

    // When
    List<Ablation.RowResult> resumed = run(6, () -> false);

    // Then
    assertThat(events.seen)
        .containsExactly("kept four-none", "starts four-one", "point four-one 6", "done four-one");
    assertThat(resumed.get(1).curve().points())
        .extracting(LearningCurve.Point::step)
        .containsExactly(3, 6);
  }

  @Test
  void rowsOfOtherSettingsAreRefused() throws IOException {
    run(1, () -> false);
    assertThatThrownBy(() -> run(2, () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was made with other data or settings");
  }

  @Test
  void theReportHoldsThePapersFigureBesideOurs() throws IOException {
    // Given
    List<AblationReport.Row> rows = AblationReport.rows(run(1, () -> false), recipes(1));
    AblationReport report =
        new AblationReport(
            "toy", CORPUS.sha256(), Ablation.SPLIT.describe(), 16, 1, Labels.names(), rows);
    Path file = work.resolve("deep/ablation.json");

    // When
    report.write(file);

    // Then
    JsonNode read = new ObjectMapper().readTree(file.toFile());
    JsonNode none = read.at("/rows/0");
    assertThat(none.at("/name").textValue()).isEqualTo("four-none");
    assertThat(none.at("/figures/paper_accuracy").doubleValue()).isEqualTo(0.7215);
    assertThat(none.at("/figures/accuracy").doubleValue()).isBetween(0.0, 1.0);
    assertThat(none.at("/curve/points")).hasSize(1);
    assertThat(read.at("/rows/1/figures").has("paper_accuracy")).isFalse();
    assertThat(AblationTable.of(report))
        .contains("four-none", "72.2%", "SPEAKERS ARE IN TRAINING")
        .containsPattern("four-one +1 +0\\.0 M +- ");
    assertThat(AblationPage.of(report))
        .contains("Tenor: the paper's networks on toy at 16 x 16", "72.2 %", "SPEAKERS ARE IN")
        .contains("Accuracy of four-one over 1 training steps", "held out", "</html>");
  }

  private static final class Recorder implements Ablation.Listener {
    private final List<String> seen = new ArrayList<>();
    private long longestLeftMs;

    @Override
    public void started(PaperRow row, NetworkPlan plan) {
      seen.add("starts " + row.key());
    }

    @Override
    public void progress(PaperRow row, TrainingProgress progress, Duration left) {
      longestLeftMs = Math.max(longestLeftMs, left.toMillis());
    }

    @Override
    public void point(PaperRow row, LearningCurve.Point point) {
      seen.add("point %s %d".formatted(row.key(), point.step()));
    }

    @Override
    public void done(Ablation.RowResult result, boolean kept) {
      seen.add((kept ? "kept " : "done ") + result.row().key());
    }
  }
}
