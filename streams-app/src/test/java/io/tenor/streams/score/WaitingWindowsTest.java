package io.tenor.streams.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.WindowId;
import io.tenor.streams.window.WindowQuality;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingWindowsTest {

  private static final double SPEECH = 0.8;
  private final WaitingWindows waiting = new WaitingWindows();

  private static DueWindow window(String sensor, int number, double speech, boolean fresh) {
    var key = new SensorKey(SensorContext.WARD, sensor);
    var id =
        new WindowId(
            key, "s", 0, 50L * number, 8_000L * number, 0, 0, new WindowQuality(0, 0, -30, -60));
    return new DueWindow(id, new byte[0], speech, new float[0], 0, fresh);
  }

  private void wait(DueWindow... windows) {
    List.of(windows).forEach(waiting::add);
  }

  private WaitingWindows.Shed shed() {
    return waiting.shed(window -> window.speechShare() > 0.5);
  }

  @Test
  void windowsAreTakenTogetherUpToOneThatIsItsSensorsFirstAgain() {
    // Given
    var a = window("a", 0, SPEECH, true);
    var b = window("b", 0, SPEECH, true);
    var next = window("a", 1, SPEECH, false);
    var anew = window("a", 2, SPEECH, true);
    var last = window("b", 1, SPEECH, false);
    wait(a, b, next, anew, last);

    // Then
    assertThat(waiting.take()).containsExactly(List.of(a, b, next), List.of(anew, last));
    assertThat(waiting.take()).isEmpty();
  }

  @Test
  void theNewestSpeechOfEachSensorAndAllSilenceStay() {
    // Given
    var first = window("a", 0, SPEECH, false);
    var silence = window("a", 1, 0, false);
    var newest = window("a", 2, SPEECH, false);
    var after = window("a", 3, 0, false);
    var other = window("b", 0, SPEECH, false);
    wait(first, silence, newest, after, other);

    // When
    var shed = shed();

    // Then
    assertThat(shed.skipped()).containsExactly(first);
    assertThat(shed.changed()).isEmpty();
    assertThat(waiting.size()).isEqualTo(4);
    assertThat(waiting.take()).containsExactly(List.of(silence, newest, after, other));
  }

  @Test
  void theNextWindowIsTheFirstWhereTheFirstIsSkipped() {
    // Given: the sensor was forgotten, and is back
    var old = window("a", 0, SPEECH, false);
    var first = window("a", 9, SPEECH, true);
    var newest = window("a", 10, SPEECH, false);
    wait(old, first, newest);

    // When
    var shed = shed();

    // Then
    assertThat(shed.skipped()).containsExactly(old, first);
    assertThat(shed.changed()).containsExactly(newest.asFresh());
    assertThat(waiting.take()).containsExactly(List.of(newest.asFresh()));
  }

  @Test
  void nothingIsSkippedWhereNothingHasANewerOne() {
    // Given
    wait(window("a", 0, SPEECH, true), window("b", 0, SPEECH, false));

    // Then
    assertThat(shed().skipped()).isEmpty();
    assertThat(shed().changed()).isEmpty();
    assertThat(waiting.size()).isEqualTo(2);
  }
}
