package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.trainer.corpus.Labels;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.LevelAugmentation;
import io.tenor.trainer.data.ToyCorpus;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.training.TrainingProgress;
import io.tenor.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LosoProtocolTest {

  private static final TrainingSet SET = ToyCorpus.of(3, 1);
  private static final List<String> SPEAKERS = List.of("s0", "s1", "s2");

  @TempDir private Path work;

  private final Recorder events = new Recorder();

  private LosoProtocol loso(int steps) {
    CompactConfig config = new CompactConfig(14, 24, Labels.count(), 3, List.of(3), 4, 3, 0);
    LevelAugmentation none = new LevelAugmentation(0, 0, 0, 0, 0, 0);
    return new LosoProtocol(
        config,
        new TrainingSettings(steps, 4, 0.01, 0, 5, 0.5, 1),
        new BatchSettings(4, Labels.count(), 0, 0, 0, none),
        work);
  }

  @Test
  void everyUtteranceIsScoredOnceByANetworkThatDidNotHearItsSpeaker() throws IOException {
    // When
    Map<String, List<Prediction>> predictions =
        loso(3).run(SET, "hash", SPEAKERS, () -> false, events).orElseThrow();

    // Then
    assertThat(predictions).containsOnlyKeys(SPEAKERS);
    predictions.forEach(
        (speaker, own) ->
            assertThat(own)
                .hasSize(7)
                .allMatch(prediction -> prediction.speaker().equals(speaker)));
    assertThat(events.seen)
        .containsExactly("starts s0", "done s0", "starts s1", "done s1", "starts s2", "done s2");
  }

  @Test
  void finishedFoldsAreKeptAndTheStoppedOneGoesOn() throws IOException {
    // Given: stopped in the second fold
    assertThat(loso(3).run(SET, "hash", SPEAKERS, () -> events.seen.contains("starts s1"), events))
        .isEmpty();
    events.seen.clear();

    // When
    Map<String, List<Prediction>> resumed =
        loso(3).run(SET, "hash", SPEAKERS, () -> false, events).orElseThrow();

    // Then
    assertThat(events.seen)
        .containsExactly("kept s0", "starts s1", "done s1", "starts s2", "done s2");
    assertThat(resumed.get("s0")).hasSize(7);
  }

  @Test
  void foldsOfOtherSettingsAreRefused() throws IOException {
    loso(2).run(SET, "hash", List.of("s0"), () -> false, events);
    assertThatThrownBy(() -> loso(3).run(SET, "hash", List.of("s0"), () -> false, events))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was made with other data or settings");
  }

  @Test
  void aReportSurvivesItsFile() throws IOException {
    // Given
    Map<String, List<Prediction>> predictions =
        Map.of(
            "s0", List.of(prediction("a", "s0", 0, 0), prediction("b", "s0", 4, 0)),
            "s1", List.of(prediction("c", "s1", 0, 0), prediction("d", "s1", 4, 4)));
    LosoReport report =
        LosoReport.of(
            new LosoReport.Source("toy", "0".repeat(64), "none"), Labels.names(), predictions);

    // When
    report.write(work.resolve("deep/loso.json"));
    LosoReport read = LosoReport.read(work.resolve("deep/loso.json"));

    // Then
    assertThat(read).isEqualTo(report);
    Offset<Double> exact = Offset.offset(1e-9);
    assertThat(read.figures().get("loso_accuracy")).isCloseTo(0.75, exact);
    assertThat(read.figures().get("loso_uar_mean")).isCloseTo(0.75, exact);
    assertThat(read.figures().get("loso_uar_sd")).isCloseTo(Math.sqrt(0.125), exact);
    assertThat(read.figures().get("loso_uar_pooled")).isCloseTo(0.75, exact);
    assertThat(read.figures().get("loso_recall_happiness")).isCloseTo(0.5, exact);
    assertThat(read.figures().get("loso_happiness_as_anger")).isCloseTo(0.5, exact);
    assertThat(read.figures()).containsKeys("loso_ece", "loso_macro_f1");
    assertThat(read.confusion().get(4)).containsExactly(1, 0, 0, 0, 1, 0, 0);
  }

  private static Prediction prediction(String id, String speaker, int acted, int heard) {
    List<Float> logits = new ArrayList<>(Collections.nCopies(Labels.count(), 0f));
    logits.set(heard, 3f);
    return new Prediction(id, speaker, acted, List.of(logits));
  }

  private static final class Recorder implements LosoProtocol.Listener {
    private final List<String> seen = new ArrayList<>();

    @Override
    public void foldStarts(String speaker) {
      seen.add("starts " + speaker);
    }

    @Override
    public void foldDone(String speaker, List<Prediction> predictions, boolean kept) {
      seen.add((kept ? "kept " : "done ") + speaker);
    }

    @Override
    public void accept(TrainingProgress progress) {
      assertThat(progress.step()).isPositive();
    }
  }
}
