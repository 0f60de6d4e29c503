package io.tenor.streams.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.SensorContext;
import io.tenor.streams.alert.AlertPhase.Calm;
import io.tenor.streams.alert.AlertPhase.Raised;
import io.tenor.streams.alert.AlertPhase.Rising;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertMachineTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final double SILENCE = -1;

  private final AlertMachine machine = new AlertMachine(AlertRule.distress());
  private Optional<AlertPhase> phase = Optional.empty();
  private final List<EmotionAlert> alerts = new ArrayList<>();
  private Instant end = START;

  private void hear(double anger, double fear) {
    hearAt(end.plusMillis(500), anger, fear);
  }

  private void hearAt(Instant when, double anger, double fear) {
    end = when;
    boolean silent = anger == SILENCE;
    Map<String, Double> probabilities =
        silent ? Map.of() : Map.of("anger", anger, "fear", fear, "neutral", 1 - anger - fear);
    long firstSample = Math.abs(end.toEpochMilli() - START.toEpochMilli()) * 16;
    var event =
        new EmotionEvent(
            EmotionEvent.id(SensorContext.WARD, "bed-4", "s", firstSample),
            "bed-4",
            SensorContext.WARD,
            "s",
            firstSample,
            end.minusSeconds(2),
            end,
            silent ? Outcome.SILENCE : Outcome.UNKNOWN,
            silent ? "silence" : "unknown",
            silent ? 0 : Math.max(anger, fear),
            probabilities,
            silent ? 0 : 1,
            -30,
            0,
            "m:1",
            end);
    var step = machine.next(phase, event);
    // Through the store's encoding, as in the topology.
    phase = Optional.of(AlertPhase.decode(step.phase().encode()));
    assertThat(phase).contains(step.phase());
    step.alert().ifPresent(alerts::add);
  }

  private void hearFor(int windows, double anger, double fear) {
    for (int i = 0; i < windows; i++) {
      hear(anger, fear);
    }
  }

  @Test
  void angerAndFearAddUpToOneAlertThatIsRaisedOnceAndClearedOnce() {
    // When: calm, five seconds of distress, of which neither emotion alone is probable, calm
    hearFor(6, 0.05, 0.05);
    hearFor(10, 0.5, 0.45);
    hearFor(10, 0.05, 0.05);

    // Then
    assertThat(alerts)
        .extracting(EmotionAlert::state)
        .containsExactly(AlertState.RAISED, AlertState.CLEARED);
    var raised = alerts.get(0);
    var cleared = alerts.get(1);
    assertThat(cleared.id()).isEqualTo(raised.id());
    assertThat(cleared.messageId()).isNotEqualTo(raised.messageId());
    assertThat(raised.since()).isAfter(START.plusMillis(3_000));
    assertThat(raised.at().toEpochMilli() - raised.since().toEpochMilli()).isEqualTo(2_000);
    assertThat(raised.windows()).isEqualTo(5);
    assertThat(raised.evidence()).hasSize(5);
    assertThat(cleared.peak()).isGreaterThan(0.8).isLessThanOrEqualTo(0.95);
    assertThat(cleared.probability()).isLessThan(0.3);
    assertThat(phase.orElseThrow()).isInstanceOf(Calm.class);
  }

  @Test
  void aShortOutburstRaisesNothing() {
    // When
    hearFor(4, 0.0, 0.0);
    hearFor(3, 1.0, 0.0);
    hearFor(8, 0.0, 0.0);

    // Then
    assertThat(alerts).isEmpty();
  }

  @Test
  void wobblingBetweenTheThresholdsDoesNotFlicker() {
    // Given
    hearFor(12, 0.9, 0.0);
    assertThat(alerts).hasSize(1);

    // When: below the raise threshold, above the clear threshold
    for (int i = 0; i < 20; i++) {
      hear(i % 2 == 0 ? 0.7 : 0.4, 0.0);
    }

    // Then
    assertThat(alerts).hasSize(1);
    assertThat(phase.orElseThrow()).isInstanceOf(Raised.class);
  }

  @Test
  void silenceClearsAnAlert() {
    // Given
    hearFor(12, 0.9, 0.0);

    // When
    hearFor(8, SILENCE, 0);

    // Then
    assertThat(alerts)
        .extracting(EmotionAlert::state)
        .containsExactly(AlertState.RAISED, AlertState.CLEARED);
  }

  @Test
  void evidenceIsBounded() {
    // When
    hearFor(40, 0.9, 0.0);
    hearFor(10, 0.0, 0.0);

    // Then
    assertThat(alerts.get(1).evidence()).hasSize(AlertPhase.Episode.MAX_EVIDENCE);
    assertThat(alerts.get(1).windows()).isGreaterThan(40);
  }

  @Test
  void aClockSetBackDuringAnAlertStillLetsItClear() {
    // Given
    hearFor(12, 0.9, 0.0);

    // When
    hearAt(START.minusSeconds(3_600), 0.0, 0.0);
    hearFor(10, 0.0, 0.0);

    // Then
    assertThat(alerts).hasSize(2);
    assertThat(alerts.get(1).at()).isEqualTo(alerts.get(1).since());
  }

  @Test
  void aClockSetBackBeforeAnAlertStillLetsItRise() {
    // Given
    hearFor(5, 0.95, 0.0);
    assertThat(phase.orElseThrow()).isInstanceOf(Rising.class);

    // When
    hearAt(START.minusSeconds(3_600), 0.95, 0.0);
    hearFor(6, 0.95, 0.0);

    // Then
    assertThat(alerts).extracting(EmotionAlert::state).containsExactly(AlertState.RAISED);
  }
}
