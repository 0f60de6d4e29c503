package io.tenor.streams.evaluate.recorded;

import static io.tenor.streams.evaluate.recorded.SegmentAnswerTest.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Emotion;
import io.tenor.streams.evaluate.Passage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanFiguresTest {

  private static SpanFigures figures(List<Passage> passages, List<HeardWindow> windows) {
    var sum = new SpanFigures.Sum(2_000);
    sum.add(passages, windows);
    return sum.figures();
  }

  private static List<HeardWindow> windows(Emotion emotion, long... startsMs) {
    var windows = new ArrayList<HeardWindow>();
    for (long startMs : startsMs) {
      windows.add(window(startMs, emotion));
    }
    return windows;
  }

  @Test
  void aSpanThatBeginsWithinTheCollarIsHeardAndTheDelayIsToTheEndOfTheFirstWindow() {
    // When
    var figures =
        figures(
            List.of(new Passage(10_000, 14_000, Emotion.FEAR)),
            windows(Emotion.FEAR, 9_000, 9_500, 10_000));

    // Then
    assertThat(figures.all()).isEqualTo(new SpanFigures.Match(1, 1, 1, 1, 1, 1));
    assertThat(figures.told()).isEqualTo(1);
    assertThat(figures.delayP50Ms()).isEqualTo(1_000);
  }

  @Test
  void oneWindowThatSaysOtherwiseDoesNotBreakASpanAndTwoDo() {
    // Given
    var passages = List.of(new Passage(0, 20_000, Emotion.FEAR));

    // Then
    assertThat(figures(passages, windows(Emotion.FEAR, 0, 1_000)).all().heard()).isEqualTo(1);
    assertThat(figures(passages, windows(Emotion.FEAR, 0, 1_500)).all().heard()).isEqualTo(2);
  }

  @Test
  void aSpanThatBeginsTooLateIsMissedAndFalse() {
    // When
    var figures =
        figures(List.of(new Passage(0, 20_000, Emotion.FEAR)), windows(Emotion.FEAR, 5_000, 5_500));

    // Then
    assertThat(figures.all().precision()).isZero();
    assertThat(figures.all().recall()).isZero();
    assertThat(figures.told()).isEqualTo(1);
  }

  @Test
  void anotherEmotionIsItsOwnFalseSpan() {
    // When
    var figures =
        figures(List.of(new Passage(0, 4_000, Emotion.FEAR)), windows(Emotion.ANGER, 0, 500));

    // Then
    assertThat(figures.byEmotion().keySet()).containsExactly("anger", "fear");
    assertThat(figures.byEmotion().get("anger").heard()).isEqualTo(1);
    assertThat(figures.all().f1()).isZero();
    assertThat(figures.told()).isZero();
  }

  @Test
  void utterancesWithAShortPauseAreOneSpan() {
    // When
    var figures =
        figures(
            List.of(
                new Passage(0, 3_000, Emotion.FEAR),
                new Passage(4_000, 7_000, Emotion.FEAR),
                new Passage(20_000, 22_000, Emotion.FEAR)),
            List.of());

    // Then
    assertThat(figures.all().labelled()).isEqualTo(2);
  }
}
