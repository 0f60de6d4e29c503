package io.tenor.streams.topology;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertAck;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Every state of an alert's life in the topology, in event time, also through a restart. */
class AlertLifeCycleTest extends DrivenAlerts {

  @Test
  void anAlertIsKeyedByItsSensorAndStampedWithEventTimeAndHeaders() {
    // When
    angry(2, 3);

    // Then
    var record = alerts.readRecord();
    assertThat(record.key()).isEqualTo(KEY);
    assertThat(record.timestamp()).isEqualTo(at(3).toEpochMilli());
    assertThat(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
        .isEqualTo(record.value().messageId());
    assertThat(record.value().purpose()).isEqualTo(Purpose.MEDICAL);
    assertThat(record.value().rules()).isEqualTo("test-1");
  }

  @Test
  void raisedEscalatedClearedAndRaisedAgain() {
    // When
    angry(2, 9);
    hear(anger(9.5, 0.1));
    angry(10, 25);

    // Then
    assertThat(said())
        .containsExactly(
            "anger raised 3.0", "anger escalated 8.0", "anger cleared 9.5", "anger raised 20.5");
  }

  @Test
  void aConditionThatDoesNotLastOrHasAHoleRaisesNothing() {
    // When
    angry(2, 2.5);
    hear(anger(3, 0.5));
    angry(3.5, 4);
    angry(12, 12.5);

    // Then
    assertThat(said()).isEmpty();
  }

  @Test
  void anEscalatedAlertIsAcknowledgedAndCleared() {
    // Given
    angry(2, 9);
    var escalated = alerts.readValuesToList().get(1);

    // When
    acknowledge(escalated, 9.2, "nurse 12");
    angry(9.5, 10);
    hear(anger(10.5, 0.1));

    // Then
    assertThat(said()).containsExactly("anger acknowledged 9.2", "anger cleared 10.5");
  }

  @Test
  void anAcknowledgedAlertOfASensorThatIsNotHeardExpires() {
    // Given
    angry(2, 3);
    acknowledge(alerts.readValue(), 3.4, "nurse 12");

    // When
    for (int second = 0; second < 30; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    // Then
    assertThat(said()).containsExactly("anger acknowledged 3.4", "anger expired 23.0");
  }

  @Test
  void aRestartInEveryPhaseChangesNothing() {
    // When
    angry(2, 2.5);
    restart();
    angry(3, 3.5);
    restart();
    assertThat(said()).isEmpty(); // a driver forgets its outputs with a restart
    angry(4, 9);
    assertThat(said()).containsExactly("anger escalated 8.0");
    restart();
    hear(anger(9.5, 0.1));
    assertThat(said()).containsExactly("anger cleared 9.5");
    restart();
    angry(10, 20.5);

    // Then
    var again = alerts.readValuesToList();
    assertThat(again).extracting(DrivenAlerts::text).containsExactly("anger raised 20.5");

    // When: it is acknowledged before the restart, and nobody has said so yet
    restart();
    acknowledge(again.get(0), 21, "nurse 12");
    angry(21, 22);
    restart();
    angry(22.5, 30);
    hear(anger(30.5, 0.1));

    // Then
    assertThat(alerts.readValuesToList())
        .extracting(alert -> text(alert) + " " + alert.acknowledgedBy())
        .containsExactly("anger cleared 30.5 nurse 12");
  }

  @Test
  void anAcknowledgementIsToldAtOnceThoughNothingIsHeard() {
    // Given
    angry(2, 3);
    var alert = alerts.readValue();

    // When
    acknowledge(alert, 3.7, "nurse 12");
    acknowledge(alert, 4.1, "nurse 13");
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    // Then: the first one counts
    var told = alerts.readValuesToList();
    assertThat(told).extracting(DrivenAlerts::text).containsExactly("anger acknowledged 3.7");
    assertThat(told.get(0).acknowledgedBy()).isEqualTo("nurse 12");
    assertThat(told.get(0).id()).isEqualTo(alert.id());
  }

  @Test
  void anAcknowledgementThatCannotBeReadIsLeftOut() {
    // Given
    angry(2, 3);
    var alert = alerts.readValue();

    // When
    acks.pipeInput(alert.id(), "rubbish".getBytes(StandardCharsets.UTF_8));
    acks.pipeInput("no such alert", new byte[0]);
    acks.take(null, new byte[0]);
    for (var time : new String[] {"+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z"}) {
      var ack = new AlertAck(alert.id(), "nurse 12", Instant.parse(time));
      acks.pipeInput(alert.id(), EventSerdes.alertAck().serializer().serialize("", ack));
    }
    acknowledge(alert, 3.7, "nurse 12");
    angry(3.5, 4);

    // Then
    assertThat(said()).containsExactly("anger acknowledged 3.7");
  }
}
