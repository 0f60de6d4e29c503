package io.tenor.streams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.Priority;
import io.tenor.schema.Purpose;
import io.tenor.schema.SensorContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardTest {

  private static final Instant END = Instant.parse("2026-01-01T10:00:02Z");

  private final Board board = new Board();

  private static EmotionEvent event(String sensor, Outcome outcome, String label, double p) {
    return new EmotionEvent(
        "ward/" + sensor + "/s/0",
        sensor,
        SensorContext.WARD,
        "s",
        0,
        END.minusSeconds(2),
        END,
        outcome,
        label,
        p,
        outcome == Outcome.SILENCE ? Map.of() : Map.of("anger", p),
        outcome == Outcome.SILENCE ? 0 : 0.75,
        -20,
        -60,
        0,
        0,
        "m:1",
        END);
  }

  private static EmotionAlert alert(AlertState state) {
    return alert("distress", Priority.HIGH, state);
  }

  private static EmotionAlert alert(String rule, Priority priority, AlertState state) {
    return new EmotionAlert(
        EmotionAlert.id(rule, SensorContext.WARD, "bed-1", "s", END),
        rule,
        AlertCondition.EMOTION,
        state,
        priority,
        "bed-1",
        SensorContext.WARD,
        "s",
        List.of("anger"),
        END,
        END,
        0.7,
        0.7,
        4,
        List.of(),
        "m:1",
        "ward-1",
        Purpose.RESEARCH,
        "",
        END);
  }

  private String drawn(boolean colours) {
    return new BoardText(colours, ZoneOffset.UTC)
        .draw(board.snapshot(), "m:1", Duration.ofSeconds(75));
  }

  @Test
  void everySensorHasALineFromTheStart() {
    // Given
    board.expect(SensorContext.DRIVER, "car-1");
    board.expect(SensorContext.WARD, "bed-1");

    // When
    board.on(event("bed-1", Outcome.EMOTION, "anger", 0.5), END.plusMillis(120));

    // Then
    var lines = drawn(false).lines().toList();
    assertThat(lines.get(0)).isEqualTo("Tenor · 2 sensors · 1:15 · model m:1");
    assertThat(lines.get(4)).startsWith("car-1        driver   waiting for speech");
    assertThat(lines.get(5))
        .isEqualTo("bed-1        ward     anger      █████       50 %  75 %    -20 dB   -");
  }

  @Test
  void silenceHasNoProbability() {
    // When
    board.on(event("bed-1", Outcome.SILENCE, "silence", 0), END);

    // Then
    assertThat(drawn(false)).contains("silence    -                 silence -20 dB");
  }

  @Test
  void alertsAreCountedWhenRaisedAndShownUntilCleared() {
    // When
    board.on(event("bed-1", Outcome.EMOTION, "anger", 0.9), END);
    board.on(alert(AlertState.RAISED));

    // Then
    assertThat(drawn(false)).contains("▲ distress (high) raised 10:00:02");
    assertThat(drawn(true)).contains("\u001b[31m▲ distress (high) raised");

    // When
    board.on(alert(AlertState.CLEARED));

    // Then
    assertThat(drawn(false)).contains("distress cleared 10:00:02").doesNotContain("▲");
    assertThat(board.snapshot().alerts()).isEqualTo(1);
  }

  @Test
  void theMostUrgentOfTheOpenAlertsIsShown() {
    // Given
    board.on(alert("noisy", Priority.LOW, AlertState.RAISED));
    board.on(alert("distress", Priority.HIGH, AlertState.RAISED));

    // When
    board.on(alert("sadness", Priority.MEDIUM, AlertState.RAISED));
    board.on(alert("noisy", Priority.LOW, AlertState.CLEARED));

    // Then
    assertThat(drawn(false)).contains("▲ distress (high) raised 10:00:02");

    // When
    board.on(alert("distress", Priority.HIGH, AlertState.EXPIRED));

    // Then
    assertThat(drawn(false)).contains("▲ sadness (medium) raised 10:00:02");
  }

  @Test
  void latencyIsFromTheLastSampleToTheReadingOfTheEvent() {
    // When
    for (int i = 1; i <= 100; i++) {
      board.on(event("bed-1", Outcome.EMOTION, "anger", 0.9), END.plusMillis(i));
    }

    // Then
    assertThat(board.snapshot().p50LatencyMs()).isEqualTo(50);
    assertThat(board.snapshot().p99LatencyMs()).isEqualTo(99);
    assertThat(board.snapshot().events()).isEqualTo(100);
  }

  @Test
  void aSensorWithItsClockAheadHasNoNegativeLatency() {
    // When
    board.on(event("bed-1", Outcome.EMOTION, "anger", 0.9), END.minusSeconds(3_600));

    // Then
    assertThat(board.snapshot().p99LatencyMs()).isZero();
  }

  @Test
  void aBarIsTenCellsWide() {
    assertThat(BoardText.bar(0)).isEqualTo("          ");
    assertThat(BoardText.bar(0.5)).isEqualTo("█████     ");
    assertThat(BoardText.bar(0.0625)).isEqualTo("▋         ");
    assertThat(BoardText.bar(1)).isEqualTo("██████████");
  }
}
