package io.tenor.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenor.corpus.Labels;
import io.tenor.evaluation.Reliability;
import io.tenor.trainer.evaluation.FoldResult;
import io.tenor.trainer.evaluation.FoldResult.CurvePoint;
import io.tenor.trainer.evaluation.Hearing;
import io.tenor.trainer.evaluation.LeaveCorpusOut;
import io.tenor.trainer.evaluation.LeaveSpeakerAndTextOut;
import io.tenor.trainer.evaluation.LeaveSpeakerOut;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.evaluation.Protocol;
import io.tenor.trainer.evaluation.RandomSplit;
import io.tenor.trainer.evaluation.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportBuilderTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-9);
  private static final int ANGER = 0;
  private static final int HAPPINESS = 4;

  @TempDir private Path folder;

  private static Prediction prediction(String id, String speaker, int acted, int heard) {
    List<Float> logits = new ArrayList<>(Collections.nCopies(Labels.count(), 0f));
    logits.set(heard, 3f);
    return new Prediction(id, speaker, acted, List.of(logits));
  }

  /** Two utterances of a speaker, anger and happiness; heard as given. */
  private static List<Prediction> two(String speaker, int angerAs, int happinessAs) {
    return List.of(
        prediction(speaker + "a", speaker, ANGER, angerAs),
        prediction(speaker + "b", speaker, HAPPINESS, happinessAs));
  }

  private static FoldResult fold(
      long seed, String name, List<Prediction> plain, List<List<Prediction>> adapted) {
    Map<Hearing, List<List<Prediction>>> passes = new EnumMap<>(Hearing.class);
    passes.put(Hearing.ALONE, List.of(plain));
    if (!adapted.isEmpty()) {
      passes.put(Hearing.HISTORY, adapted);
      passes.put(Hearing.MOODS, adapted.subList(0, 1));
      passes.put(Hearing.CALM, adapted.subList(adapted.size() - 1, adapted.size()));
    }
    return new FoldResult(seed, name, new Views(passes), List.of(new CurvePoint(20, 1.5)));
  }

  private static Report report(Protocol protocol, Set<String> subset, FoldResult... folds) {
    return new ReportBuilder(
            new ReportBuilder.Source("toy", "0".repeat(64), "none"),
            protocol,
            Labels.names(),
            subset)
        .build(List.of(folds));
  }

  private static Report oneSeed() {
    return report(
        new LeaveSpeakerOut(List.of()),
        Set.of("s1"),
        fold(1, "s0", two("s0", ANGER, ANGER), List.of()),
        fold(1, "s1", two("s1", ANGER, HAPPINESS), List.of()));
  }

  @Test
  void figuresAreThoseComputedByHand() {
    // When
    Report report = oneSeed();

    // Then
    assertThat(report.figures().get("loso_accuracy")).isCloseTo(0.75, EXACT);
    assertThat(report.figures().get("loso_uar_mean")).isCloseTo(0.75, EXACT);
    assertThat(report.figures().get("loso_uar_sd")).isCloseTo(Math.sqrt(0.125), EXACT);
    assertThat(report.figures().get("loso_uar_pooled")).isCloseTo(0.75, EXACT);
    assertThat(report.figures().get("loso_recall_happiness")).isCloseTo(0.5, EXACT);
    assertThat(report.figures().get("loso_happiness_as_anger")).isCloseTo(0.5, EXACT);
    assertThat(report.figures().get("loso_subset_uar")).isCloseTo(1, EXACT);
    assertThat(report.figures().get("loso_error")).isCloseTo(0.25, EXACT);
    assertThat(report.figures())
        .containsKeys("loso_ece", "loso_macro_f1", "loso_window_error_at_80_coverage")
        .doesNotContainKeys("loso_recall_fear", "loso_adapted_uar");
    View plain = report.views().get(Report.PLAIN);
    assertThat(plain.confusion().get(HAPPINESS)).containsExactly(1, 0, 0, 0, 1, 0, 0);
    assertThat(plain.speakers()).extracting(View.Speaker::speaker).containsExactly("s0", "s1");
    assertThat(plain.speakers().get(0).recalls())
        .containsEntry("anger", 1.0)
        .containsEntry("happiness", 0.0);
    assertThat(plain.riskCoverage().get(49)).isEqualTo(new View.Point(1, 0.25, 0.25));
    assertThat(report.served()).isEqualTo(plain);
  }

  @Test
  void severalSeedsAreAMeanWithItsDeviation() {
    // Given: all right with seed 1, half right with seed 2
    Report report =
        report(
            new LeaveSpeakerOut(List.of()),
            Set.of(),
            fold(1, "s0", two("s0", ANGER, HAPPINESS), List.of()),
            fold(1, "s1", two("s1", ANGER, HAPPINESS), List.of()),
            fold(2, "s0", two("s0", ANGER, ANGER), List.of()),
            fold(2, "s1", two("s1", ANGER, ANGER), List.of()));

    // When and then
    assertThat(report.seeds()).containsExactly(1L, 2L);
    assertThat(report.utterances()).isEqualTo(4);
    assertThat(report.figures().get("loso_uar_pooled")).isCloseTo(0.75, EXACT);
    assertThat(report.figures().get("loso_uar_seed_sd")).isCloseTo(Math.sqrt(0.125), EXACT);
    assertThat(report.figures().get("loso_uar_sd")).isCloseTo(0, EXACT);
    assertThat(report.views().get(Report.PLAIN).seeds())
        .extracting(View.Seed::uar)
        .containsExactly(1.0, 0.5);
    assertThat(report.views().get(Report.PLAIN).speakers())
        .extracting(View.Speaker::utterances)
        .containsExactly(2, 2);
  }

  @Test
  void theViewWithHistoryIsAMeanOverItsOrdersAndTheOneServed() {
    // Given: without history half right, with it right in one order of two
    List<Prediction> half = two("s0", ANGER, ANGER);
    List<Prediction> right = two("s0", ANGER, HAPPINESS);
    List<Prediction> other = two("s1", ANGER, HAPPINESS);

    // When
    Report report =
        report(
            new LeaveSpeakerOut(List.of()),
            Set.of(),
            fold(1, "s0", half, List.of(half, right)),
            fold(1, "s1", other, List.of(other, other)));

    // Then
    assertThat(report.figures().get("loso_uar_pooled")).isCloseTo(0.75, EXACT);
    assertThat(report.figures().get("loso_adapted_uar")).isCloseTo(0.875, EXACT);
    assertThat(report.figures().get("loso_adapted_accuracy")).isCloseTo(0.875, EXACT);
    assertThat(report.figures().get("loso_moods_uar")).isCloseTo(0.75, EXACT);
    assertThat(report.figures().get("loso_calm_uar")).isCloseTo(1, EXACT);
    assertThat(report.figures()).containsKeys("loso_adapted_ece", "loso_moods_ece");
    assertThat(report.views().get(Report.ADAPTED).passes()).isEqualTo(2);
    assertThat(report.served()).isEqualTo(report.views().get(Report.ADAPTED));
    assertThat(TextReport.of(report))
        .contains(
            "WITHOUT HISTORY",
            "WITH THE SENSOR'S HISTORY (2 passes)",
            "WITH A HISTORY OF ONE MOOD AFTER THE OTHER (1 passes)",
            "AFTER THE SPEAKER'S NEUTRAL UTTERANCES (1 passes)");
  }

  @Test
  void figuresAreNamedAfterTheirProtocol() {
    FoldResult fold = fold(1, "x", two("s0", ANGER, HAPPINESS), List.of());
    FoldResult next = fold(1, "y", two("s1", ANGER, HAPPINESS), List.of());
    assertThat(report(new LeaveSpeakerAndTextOut(List.of(), 2), Set.of(), fold, next).figures())
        .containsKeys("loso_text_uar", "loso_text_accuracy");
    assertThat(report(new RandomSplit(2), Set.of(), fold, next).figures())
        .containsKeys("random_uar", "random_accuracy");
  }

  @Test
  void noSpeakersConfidenceIsReadAtATemperatureChosenOnThemselves() {
    // Given: a speaker on whom sureness is right, and one on whom it is wrong
    Report report =
        report(
            new LeaveSpeakerOut(List.of()),
            Set.of(),
            fold(1, "s0", two("s0", ANGER, HAPPINESS), List.of()),
            fold(1, "s1", two("s1", HAPPINESS, ANGER), List.of()));

    // When: s0, always right, is read at the temperature of s1, who is always wrong: nothing is
    // sure; and s1 at that of s0: everything is
    List<Reliability.Bin> bins = report.views().get(Report.PLAIN).reliability();

    // Then
    assertThat(bins).hasSize(2);
    assertThat(bins.get(0).confidence()).isLessThan(0.2);
    assertThat(bins.get(0).accuracy()).isCloseTo(1, EXACT);
    assertThat(bins.get(1).confidence()).isGreaterThan(0.99);
    assertThat(bins.get(1).accuracy()).isCloseTo(0, EXACT);
    assertThat(report.figures().get("loso_ece")).isGreaterThan(0.9);
  }

  private static Report loco(FoldResult... folds) {
    return new ReportBuilder(
            new ReportBuilder.Source("a, b, x", "0".repeat(64), "none"),
            new LeaveCorpusOut(List.of(), List.of("x"), "01234567"),
            Labels.names(),
            Set.of(),
            List.of("a", "b", "x"))
        .build(List.of(folds));
  }

  /** Utterances of anger and happiness in a, of anger alone in b, and of a corpus only tested. */
  private static Report threeCorpora(int angerInXAs) {
    int fear = 3;
    return loco(
        fold(1, "a", two("a/1", ANGER, ANGER), List.of()),
        fold(
            1,
            "b",
            List.of(
                prediction("b/1", "b/1", ANGER, fear),
                prediction("b/2", "b/1", ANGER, ANGER),
                prediction("b/3", "b/2", ANGER, ANGER),
                prediction("b/4", "b/2", ANGER, ANGER)),
            List.of()),
        fold(1, "x-01234567", List.of(prediction("x/1", "x/1", ANGER, angerInXAs)), List.of()));
  }

  @Test
  void figuresOfCorporaLeftOutAreMeansOverThemHoweverLargeTheyAre() {
    // When
    Report report = threeCorpora(ANGER);

    // Then: 1 of 2 labels in a, 3 of 4 utterances in b, which has one label
    assertThat(report.figures().get("loco_uar")).isCloseTo((0.5 + 0.75) / 2, EXACT);
    assertThat(report.figures().get("loco_accuracy")).isCloseTo((0.5 + 0.75) / 2, EXACT);
    assertThat(report.figures().get("loco_uar_own_classes")).isCloseTo((0.5 + 1) / 2, EXACT);
    assertThat(report.figures().get("loco_uar_sd")).isCloseTo(0.25 / Math.sqrt(2), EXACT);
    assertThat(report.figures().get("loco_happiness_as_anger")).as("of a alone").isEqualTo(1);
    assertThat(report.figures().get("loco_test_only_uar")).isEqualTo(1);
    assertThat(report.figures())
        .containsKeys("loco_ece", "loco_answered_windows", "loco_answered_window_error");
    assertThat(report.corpora())
        .extracting(CorpusFigures::corpus, CorpusFigures::utterances, CorpusFigures::testOnly)
        .containsExactly(tuple("a", 2, false), tuple("b", 4, false), tuple("x", 1, true));
    assertThat(report.corpora().get(1).views().get(Report.PLAIN))
        .containsEntry("uar", 0.75)
        .containsEntry("uar_own_classes", 1.0)
        .doesNotContainKey("happiness_as_anger");
    assertThat(report.utterancesOfTraining()).isEqualTo(6);
    assertThat(TextReport.of(report)).contains("own labels", "x (test only)", "mean  ");
  }

  @Test
  void corporaThatAreOnlyTestedChooseNeitherTemperatureNorThreshold() {
    // When
    View right = threeCorpora(ANGER).views().get(Report.PLAIN);
    View wrong = threeCorpora(HAPPINESS).views().get(Report.PLAIN);

    // Then
    assertThat(wrong.temperature()).isEqualTo(right.temperature());
    assertThat(wrong.unknownThreshold()).isEqualTo(right.unknownThreshold());
    assertThat(wrong.confusion()).isNotEqualTo(right.confusion());
  }

  @Test
  void aReportOfSeveralCorporaSurvivesItsFile() throws IOException {
    // Given
    Report report = threeCorpora(ANGER);

    // When
    report.write(folder.resolve("loco.json"));

    // Then
    assertThat(Report.read(folder.resolve("loco.json"))).isEqualTo(report);
    oneSeed().write(folder.resolve("loso.json"));
    assertThat(folder.resolve("loso.json")).content().doesNotContain("corpora");
  }

  @Test
  void aReportSurvivesItsFile() throws IOException {
    // Given
    Report report = oneSeed();

    // When
    report.write(folder.resolve("deep/loso.json"));
    Report read = Report.read(folder.resolve("deep/loso.json"));

    // Then
    assertThat(read).isEqualTo(report);
    assertThat(folder.resolve("deep/loso.json"))
        .content()
        .contains("\"risk_coverage\"", "\"training_data_sha256\"", "\"loso_uar_pooled\"");
  }

  @Test
  void anotherFileIsNoReport() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"protocol\": \"loso\", \"temper\": 1}");
    assertThatThrownBy(() -> Report.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is not a report written by `crossvalidate`");
  }
}
