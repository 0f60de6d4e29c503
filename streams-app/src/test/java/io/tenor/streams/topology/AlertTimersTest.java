package io.tenor.streams.topology;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.at;
import static io.tenor.streams.SpokenEvents.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertAck;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EventSerdes;
import io.tenor.streams.SpokenEvents;
import io.tenor.streams.topology.AlertSettings.Timers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes due though no window comes, by this machine's clock and in a replay. */
class AlertTimersTest extends DrivenAlerts {

  @Test
  void whenASensorIsNotHeardItsAlertExpiresAndItIsOffline() {
    // Given
    angry(2, 3);

    // When: a second at a time, as the clock goes
    for (int second = 0; second < 60; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    // Then
    assertThat(said())
        .containsExactly(
            "anger raised 3.0", "anger escalated 8.0", "anger expired 23.0", "offline raised 43.0");

    // When
    hear(silence(100));

    // Then
    assertThat(said()).containsExactly("offline cleared 98.0");
  }

  @Test
  void timeWithoutBrokersDoesNotMakeASensorOffline() {
    // Given
    hear(silence(3));
    inTouch = false;

    // When
    for (int second = 0; second < 300; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    // Then
    assertThat(said()).isEmpty();

    // When
    inTouch = true;
    for (int second = 0; second < 50; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    // Then
    assertThat(said()).containsExactly("offline raised 43.0");
  }

  @Test
  void inAReplayTheClockOfThisMachineSaysNothingAndTheStreamDoes() {
    // Given
    stop();
    timers = Timers.STREAM_TIME;
    start();
    angry(2, 3);
    var other = "bed-2".getBytes(StandardCharsets.UTF_8);

    // When
    driver.advanceWallClockTime(Duration.ofHours(1));

    // Then
    assertThat(said()).containsExactly("anger raised 3.0");

    // When: another sensor's audio goes on
    for (int second = 4; second < 60; second++) {
      events.pipeInput(other, otherSensor(silence(second)), at(second));
    }

    // Then
    assertThat(said())
        .containsExactly("anger escalated 8.0", "anger expired 23.0", "offline raised 43.0");
  }

  @Test
  void inAReplayASensorWhoseClockIsAheadMakesNobodyOffline() {
    // Given
    stop();
    timers = Timers.STREAM_TIME;
    start();
    var other = "bed-2".getBytes(StandardCharsets.UTF_8);

    // When: both go on, one of them an hour ahead
    for (int second = 3; second < 30; second++) {
      events.pipeInput(other, otherSensor(silence(3_600 + second)), at(3_600 + second));
      hear(silence(second));
    }

    // Then
    assertThat(said()).isEmpty();

    // When: only that one goes on
    for (int second = 30; second < 80; second++) {
      events.pipeInput(other, otherSensor(silence(3_600 + second)), at(3_600 + second));
    }

    // Then
    assertThat(said()).containsExactly("offline raised 69.0");
  }

  @Test
  void inAReplayAnAcknowledgementCountsFromWhenItWasMade() {
    // Given: all acknowledgements are there before the audio
    stop();
    timers = Timers.STREAM_TIME;
    start();
    var id = EmotionAlert.id("anger", anger(2, 1).context(), SpokenEvents.SENSOR, "s1", at(2));
    acks.pipeInput(
        id,
        EventSerdes.alertAck().serializer().serialize("", new AlertAck(id, "nurse 12", at(6.2))));

    // When
    angry(2, 12);

    // Then
    assertThat(said()).containsExactly("anger raised 3.0", "anger acknowledged 6.2");
  }

  @Test
  void aSensorThatIsGoneForADayIsForgotten() {
    // Given
    hear(silence(2));
    driver.advanceWallClockTime(Duration.ofMinutes(1));
    assertThat(said()).containsExactly("offline raised 42.0");

    // When
    driver.advanceWallClockTime(Duration.ofHours(23));
    assertThat(said()).isEmpty();
    driver.advanceWallClockTime(Duration.ofHours(2));

    // Then
    assertThat(said()).containsExactly("offline expired 86402.0");
    assertThat(driver.getKeyValueStore(MonitorTopology.SENSOR_ALERTS).approximateNumEntries())
        .isZero();
  }
}
