package io.tenor.streams.evaluate.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Labels;
import io.tenor.schema.Emotion;
import io.tenor.schema.Outcome;
import io.tenor.schema.SensorContext;
import io.tenor.streams.evaluate.truth.Segment;
import io.tenor.streams.ingest.SensorKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentAnswerTest {

  private static final SensorKey BED = new SensorKey(SensorContext.WARD, "bed-1");

  /** Windows of two seconds every half second, the first at 0. */
  private static final List<HeardWindow> WINDOWS =
      IntStream.range(0, 40).mapToObj(i -> window(500L * i, Emotion.FEAR)).toList();

  static HeardWindow window(long startMs, Emotion emotion) {
    float[] probabilities = new float[Labels.count()];
    Arrays.fill(probabilities, 0.05f);
    probabilities[Labels.index(emotion)] = 0.7f;
    return new HeardWindow(
        startMs,
        startMs + 2_000,
        "s1",
        16 * startMs,
        Outcome.EMOTION,
        Optional.of(emotion),
        probabilities);
  }

  private static List<Long> starts(long fromMs, long toMs) {
    return SegmentAnswer.of(List.of(new Segment(BED, fromMs, toMs, Emotion.FEAR)), WINDOWS)
        .get(0)
        .windows()
        .stream()
        .map(HeardWindow::startMs)
        .toList();
  }

  @Test
  void theWindowsWithinASegmentAreItsOwn() {
    assertThat(starts(1_000, 4_100)).containsExactly(1_000L, 1_500L, 2_000L);
  }

  @Test
  void aShortSegmentHasTheWindowThatOverlapsMost() {
    assertThat(starts(1_000, 2_300)).containsExactly(500L);
    assertThat(starts(1_100, 3_000)).containsExactly(1_000L);
  }

  @Test
  void whereThereIsNoAudioNothingIsHeard() {
    assertThat(starts(60_000, 63_000)).isEmpty();
    assertThat(starts(21_200, 23_000)).isEmpty();
  }

  @Test
  void eachOfSeveralSegmentsGetsItsWindows() {
    // When
    var answers =
        SegmentAnswer.of(
            List.of(
                new Segment(BED, 0, 2_000, Emotion.FEAR),
                new Segment(BED, 2_000, 4_500, Emotion.ANGER),
                new Segment(BED, 19_000, 19_800, Emotion.ANGER)),
            WINDOWS);

    // Then
    assertThat(answers).extracting(answer -> answer.windows().size()).containsExactly(1, 2, 1);
    assertThat(answers.get(1).posterior()).hasSize(7);
  }
}
