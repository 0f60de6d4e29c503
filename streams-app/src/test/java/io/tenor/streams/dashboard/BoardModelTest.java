package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertState;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.schema.SensorStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BoardModelTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final SensorContext WARD = SensorContext.WARD;

  private final BoardModel board = new BoardModel(Clock.fixed(START, ZoneOffset.UTC));

  private void hear(String sensor, int halfSecond, String label) {
    board.on(Stage.event(WARD, sensor, START.plusMillis(500L * halfSecond), label, 0.8));
  }

  private void alert(String sensor, AlertState state) {
    board.on(Stage.alert(WARD, sensor, "distress", Priority.HIGH, state, START));
  }

  @Test
  void whoKnowsTheBoardIsToldWhatIsDifferent() {
    // Given
    hear("bed-1", 0, "anger");
    hear("bed-2", 0, "neutral");
    var first = board.since(0);

    // When
    hear("bed-2", 1, "fear");
    alert("bed-1", AlertState.RAISED);
    var next = board.since(first.change());

    // Then
    assertThat(first.all()).isTrue();
    assertThat(first.sensors()).hasSize(2);
    assertThat(next.all()).isFalse();
    assertThat(next.sensors())
        .singleElement()
        .satisfies(
            tile -> {
              assertThat(tile.key()).isEqualTo("ward/bed-2");
              assertThat(tile.label()).isEqualTo("fear");
              assertThat(tile.percent()).isEqualTo(80);
            });
    assertThat(next.alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.sensor()).isEqualTo("ward/bed-1");
              assertThat(alert.isUnseen()).isTrue();
            });
    assertThat(board.since(next.change()).sensors()).isEmpty();
  }

  @Test
  void aSensorThatIsForgottenGoesAndItsAlertStays() {
    // Given
    var key = SensorStatus.key(WARD, "bed-1");
    board.on(key, Stage.status(WARD, "bed-1", SensorState.ONLINE, START));
    alert("bed-1", AlertState.RAISED);
    var known = board.since(0).change();

    // When
    board.onForgotten(key);

    // Then
    assertThat(board.since(known).gone()).containsExactly("ward/bed-1");
    assertThat(board.since(0).sensors()).isEmpty();
    assertThat(board.since(0).alerts()).hasSize(1);
  }

  @Test
  void readAnewItIsToldWholeToEverybody() {
    // Given
    hear("bed-1", 0, "anger");
    var known = board.since(0).change();

    // When
    board.clear();
    hear("bed-2", 0, "anger");

    // Then
    var changes = board.since(known);
    assertThat(changes.all()).isTrue();
    assertThat(changes.sensors()).extracting(SensorView.Tile::name).containsExactly("bed-2");
  }

  @Test
  void anAlertThatHasEndedCannotBeAcknowledged() {
    // Given
    alert("bed-1", AlertState.RAISED);
    var ref = board.since(0).alerts().get(0).ref();
    assertThat(board.openAlertId(ref)).isPresent();

    // When
    alert("bed-1", AlertState.CLEARED);

    // Then
    assertThat(board.openAlertId(ref)).isEmpty();
    assertThat(board.alert(ref)).get().extracting(AlertView::open).isEqualTo(false);

    // When: what was overtaken comes after the end
    alert("bed-1", AlertState.ESCALATED);

    // Then
    assertThat(board.openAlertId(ref)).isEmpty();
  }

  @Test
  void aPageIsToldOnlyTheWindowsThatItDoesNotKnow() {
    // Given
    for (int n = 0; n < 700; n++) {
      hear("bed-1", n, n % 2 == 0 ? "anger" : "silence");
    }

    // When
    var whole = board.page("ward/bed-1", 0, 0);
    hear("bed-1", 700, "unknown");
    var next = board.page("ward/bed-1", whole.change(), whole.windows().orElseThrow().next());

    // Then
    assertThat(whole.all()).isTrue();
    assertThat(whole.windows().orElseThrow().letters()).hasSize(Heard.CAPACITY).endsWith("a.");
    assertThat(next.all()).isFalse();
    assertThat(next.windows().orElseThrow().letters()).isEqualTo("?");
    assertThat(next.windows().orElseThrow().shares()).hasSize(7);
    assertThat(board.page("ward/none", 0, 0).sensor()).isEmpty();
  }

  @Test
  void aStripShowsTheLastMinuteWithWhatWasHeardBeforeSilence() {
    // When
    for (int n = 0; n < 8; n++) {
      hear("bed-1", n, n == 2 ? "fear" : "silence");
    }

    // Then: two seconds a letter, at 500 ms a window
    var strip = board.since(0).sensors().get(0).strip();
    assertThat(strip).hasSize(Heard.SLOTS).isEqualTo(" ".repeat(28) + "f.");
  }

  @Test
  void sensorsAreBounded() {
    // When
    for (int n = 0; n <= BoardModel.MAX_SENSORS; n++) {
      hear("bed-" + n, 0, "anger");
    }

    // Then
    assertThat(board.since(0).sensors()).hasSize(BoardModel.MAX_SENSORS);
    assertThat(board.since(1).gone()).containsExactly("ward/bed-0");
  }
}
