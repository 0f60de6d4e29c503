package io.tenor.streams.evaluate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.schema.EmotionLabel;
import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundTruthTest {

  private static final SensorKey BED = new SensorKey(SensorContext.WARD, "bed-1");

  private static EmotionLabel label(double from, double to, String label, String annotator) {
    return new EmotionLabel("bed-1", SensorContext.WARD, at(from), at(to), label, annotator);
  }

  private static Instant at(double seconds) {
    return Instant.ofEpochMilli(Math.round(1_000 * seconds));
  }

  private static List<String> segments(EmotionLabel... labels) {
    return GroundTruth.of(List.of(labels)).segments().getOrDefault(BED, List.of()).stream()
        .map(s -> s.emotion().label() + " " + s.fromMs() + " " + s.toMs())
        .toList();
  }

  @Test
  void oneAnnotatorsLabelsAreTheTruthAndTwoThatTouchStayTwo() {
    assertThat(
            segments(
                label(0, 2, "anger", "a"), label(2, 3, "anger", "a"), label(4, 5, "fear", "a")))
        .containsExactly("anger 0 2000", "anger 2000 3000", "fear 4000 5000");
  }

  @Test
  void theLastLabelWithAnIdCountsAndNoneTakesItBack() {
    assertThat(
            segments(
                label(0, 2, "anger", "a"),
                label(4, 5, "fear", "a"),
                label(0, 3, "sadness", "a"),
                label(4, 5, "none", "a")))
        .containsExactly("sadness 0 3000");
  }

  @Test
  void whereOneAnnotatorsLabelsContradictEachOtherThereIsNoTruth() {
    // When
    var truth = GroundTruth.of(List.of(label(0, 3, "anger", "a"), label(2, 5, "fear", "a")));

    // Then
    assertThat(segments(label(0, 3, "anger", "a"), label(2, 5, "fear", "a")))
        .containsExactly("anger 0 2000", "fear 3000 5000");
    assertThat(truth.overlapMs()).containsEntry(BED, 1_000L);
  }

  @Test
  void theMostVotesDecideAndATieDecidesNothing() {
    // Given
    var three =
        List.of(
            label(0, 10, "anger", "a"),
            label(0, 6, "anger", "b"),
            label(6, 10, "fear", "b"),
            label(0, 4, "sadness", "c"));

    // When
    var truth = GroundTruth.of(three);

    // Then
    assertThat(segments(three.toArray(EmotionLabel[]::new))).containsExactly("anger 0 6000");
    assertThat(truth.disputedMs()).isEqualTo(4_000);
    assertThat(truth.annotators()).containsExactly("a", "b", "c");
  }

  @Test
  void whatAnnotatorsCannotTellIsNoTruth() {
    // When
    var truth = GroundTruth.of(List.of(label(0, 2, "unknown", "a"), label(2, 3, "fear", "a")));

    // Then
    assertThat(truth.unknownMs()).isEqualTo(2_000);
    assertThat(truth.segments().get(BED)).hasSize(1);
  }

  @Test
  void agreementIsThatComputedByHand() {
    // Given: ten seconds of two annotators, of which they agree on eight
    var truth =
        GroundTruth.of(
            List.of(
                label(0, 5, "anger", "a"),
                label(5, 10, "fear", "a"),
                label(0, 4, "anger", "b"),
                label(4, 9, "fear", "b"),
                label(9, 10, "anger", "b")));

    // Then: by chance they agree on half; anger and fear both have ten of twenty seconds in all
    var pair = truth.agreement().pairs().get(0);
    assertThat(pair.same()).isCloseTo(0.8, within(1e-9));
    assertThat(pair.kappa().orElseThrow()).isCloseTo(0.6, within(1e-9));
    assertThat(truth.agreement().alpha().orElseThrow()).isCloseTo(0.6, within(1e-9));
    assertThat(truth.agreement().sharedMs()).isEqualTo(10_000);
  }

  @Test
  void annotatorsWhoShareNothingHaveNoAgreement() {
    // When
    var agreement =
        GroundTruth.of(List.of(label(0, 1, "fear", "a"), label(1, 2, "fear", "b"))).agreement();

    // Then
    assertThat(agreement.alpha()).isEmpty();
    assertThat(agreement.pairs()).isEmpty();
  }
}
