package io.tenor.streams.alert;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.at;
import static io.tenor.streams.SpokenEvents.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.Priority;
import io.tenor.schema.Purpose;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of alerts, window by window. */
class AlertEngineTest extends HeardSensor {

  @Test
  void anAlertIsRaisedWhenTheConditionHasHeldForLongEnough() {
    // When
    angry(2, 2.5, 0.9);
    assertThat(sent).isEmpty();
    angry(3, 3.5, 0.7);

    // Then
    assertThat(said()).containsExactly("raised 3.0");
    var alert = sent.get(0);
    assertThat(alert.since()).isEqualTo(at(2));
    assertThat(alert.id()).isEqualTo("anger/ward/bed-1/s1/" + at(2).toEpochMilli());
    assertThat(alert.score()).isEqualTo(0.7);
    assertThat(alert.peak()).isEqualTo(0.9);
    assertThat(alert.windows()).isEqualTo(3);
    assertThat(alert.evidence())
        .extracting(window -> window.label() + " " + window.observed())
        .containsExactly("anger 0.9", "anger 0.9", "anger 0.7");
    assertThat(alert.rules()).isEqualTo("test-1");
    assertThat(alert.purpose()).isEqualTo(Purpose.RESEARCH);
    assertThat(alert.priority()).isEqualTo(Priority.MEDIUM);
  }

  @Test
  void aConditionThatDoesNotLastRaisesNothing() {
    // When
    angry(2, 2.5, 0.9);
    angry(3, 3, 0.5);
    angry(3.5, 4, 0.9);

    // Then
    assertThat(sent).isEmpty();
  }

  @Test
  void aHoleInTheWindowsBreaksACondition() {
    // When
    angry(2, 2.5, 0.9);
    angry(12, 12.5, 0.9);

    // Then
    assertThat(sent).isEmpty();
  }

  @Test
  void anAlertIsClearedBelowTheLowerThresholdOnly() {
    // When
    angry(2, 3, 0.9);
    angry(3.5, 4, 0.4);
    angry(4.5, 4.5, 0.2);

    // Then
    assertThat(said()).containsExactly("raised 3.0", "cleared 4.5");
    assertThat(sent.get(1).id()).isEqualTo(sent.get(0).id());
    assertThat(sent.get(1).messageId()).isNotEqualTo(sent.get(0).messageId());
    assertThat(sent.get(1).score()).isEqualTo(0.2);
    assertThat(sent.get(1).peak()).isEqualTo(0.9);
  }

  @Test
  void inTheCoolDownNothingIsRaisedAndAfterItAnotherAlertIs() {
    // When
    angry(2, 3, 0.9);
    angry(3.5, 3.5, 0.1);
    angry(4, 13, 0.9);
    assertThat(said()).containsExactly("raised 3.0", "cleared 3.5");
    angry(13.5, 15, 0.9);

    // Then
    assertThat(said()).containsExactly("raised 3.0", "cleared 3.5", "raised 14.5");
    assertThat(sent.get(2).id()).isNotEqualTo(sent.get(0).id());
  }

  @Test
  void anAlertThatNobodyAcknowledgesIsEscalatedOnce() {
    // When
    angry(2, 30, 0.9);

    // Then
    assertThat(said()).containsExactly("raised 3.0", "escalated 8.0");
    assertThat(sent.get(1).priority()).isEqualTo(Priority.HIGH);
    assertThat(sent.get(1).id()).isEqualTo(sent.get(0).id());

    // When
    angry(30.5, 30.5, 0);

    // Then
    assertThat(sent.get(2).priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void anAlertThatIsAcknowledgedIsNotEscalatedAndSaysByWhom() {
    // When
    angry(2, 3, 0.9);
    acknowledge(4.2);
    angry(3.5, 12, 0.9);
    angry(12.5, 12.5, 0);

    // Then
    assertThat(said()).containsExactly("raised 3.0", "acknowledged 4.2", "cleared 12.5");
    assertThat(sent)
        .extracting(EmotionAlert::acknowledgedBy)
        .containsExactly("", "nurse 12", "nurse 12");
  }

  @Test
  void anAcknowledgementAfterTheEscalationComesAfterIt() {
    // When: both are found out with one window
    angry(2, 3, 0.9);
    acknowledge(8.7);
    hear(anger(9, 0.9));

    // Then
    assertThat(said()).containsExactly("raised 3.0", "escalated 8.0", "acknowledged 8.7");
    assertThat(sent.get(2).priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void anAlertOfASensorThatIsNotHeardExpires() {
    // When
    angry(2, 3, 0.9);
    unheardUntil(22.9);
    assertThat(said()).containsExactly("raised 3.0", "escalated 8.0");
    unheardUntil(23);
    unheardUntil(60);

    // Then
    assertThat(said()).containsExactly("raised 3.0", "escalated 8.0", "expired 23.0");
  }

  @Test
  void whoFindsOutLateSaysTheSame() {
    // Given: one that looked in time
    angry(2, 3, 0.9);
    unheardUntil(8);
    unheardUntil(30);
    hear(anger(40, 0.1));
    var inTime = List.copyOf(sent);

    // When: one that looks with the next window
    sensor = Optional.empty();
    sent.clear();
    angry(2, 3, 0.9);
    hear(anger(40, 0.1));

    // Then
    assertThat(sent)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("processedAt")
        .isEqualTo(inTime);
    assertThat(said()).containsExactly("raised 3.0", "escalated 8.0", "expired 23.0");
  }

  @Test
  void anAcknowledgedAlertExpiresToo() {
    // When
    angry(2, 3, 0.9);
    acknowledge(4);
    unheardUntil(60);

    // Then
    assertThat(said()).containsExactly("raised 3.0", "acknowledged 4.0", "expired 23.0");
  }

  @Test
  void aRuleThatIsGoneTakesItsAlertWithIt() {
    // Given
    angry(2, 3, 0.9);

    // When
    engine = engine(RULE.replace("name: anger", "name: fury").replace("test-1", "test-2"));
    hear(anger(3.5, 0.9));

    // Then
    assertThat(said()).containsExactly("raised 3.0", "expired 3.5");
    assertThat(sent.get(1).rule()).isEqualTo("anger");
    assertThat(sent.get(1).rules()).isEqualTo("test-2");
    assertThat(sent.get(1).emotions()).containsExactly("anger");
  }

  @Test
  void aRuleThatIsGoneTakesTheAlertOfASilentSensorWithIt() {
    // Given
    angry(2, 3, 0.9);

    // When
    engine = engine(RULE.replace("name: anger", "name: fury"));
    assertThat(engine.deadline(sensor.orElseThrow(), SENSOR)).hasValue(at(3).toEpochMilli());
    unheardUntil(3);

    // Then
    assertThat(said()).containsExactly("raised 3.0", "expired 3.0");
    assertThat(engine.deadline(sensor.orElseThrow(), SENSOR)).isEmpty();
  }

  @Test
  void anOpenAlertGoesOnByTheNewThresholdsOfItsRule() {
    // Given
    angry(2, 3, 0.7);

    // When
    engine = engine(RULE.replace("raise: 0.6", "raise: 0.95").replace("clear: 0.3", "clear: 0.8"));
    hear(anger(3.5, 0.7));

    // Then
    assertThat(said()).containsExactly("raised 3.0", "cleared 3.5");
  }

  @Test
  void theDeadlineIsWhenSomethingHappensByItself() {
    // Given
    angry(2, 2.5, 0.9);
    assertThat(engine.deadline(sensor.orElseThrow(), SENSOR)).isEmpty();
    angry(3, 3, 0.9);

    // Then
    assertThat(engine.deadline(sensor.orElseThrow(), SENSOR)).hasValue(at(8).toEpochMilli());

    // When
    unheardUntil(8);

    // Then
    assertThat(engine.deadline(sensor.orElseThrow(), SENSOR)).hasValue(at(23).toEpochMilli());
  }

  @Test
  void aClockThatIsSetBackDoesNotMakeAnAlertEndBeforeItBegan() {
    // When
    angry(100, 101, 0.9);
    hear(anger(2, 0.1));

    // Then
    assertThat(sent)
        .extracting(EmotionAlert::state)
        .containsExactly(AlertState.RAISED, AlertState.CLEARED);
    assertThat(sent.get(1).at()).as("half a second of audio later").isEqualTo(at(101.5));
  }

  @Test
  void anAlertGoesOnByTheAudioWhenTheClockIsSetBack() {
    // Given: a sensor whose clock is an hour ahead
    angry(3_600, 3_601, 0.9);

    // When: it is set right, and the person goes on being angry
    angry(2, 10, 0.9);
    hear(anger(10.5, 0.1));

    // Then: as if nobody had touched it
    assertThat(said()).containsExactly("raised 3601.0", "escalated 3606.0", "cleared 3610.0");

    // When: nothing is open any more
    angry(11, 19.5, 0.9);
    assertThat(sent).as("the cool-down of ten seconds lasts until 20.5").hasSize(3);
    angry(20, 22, 0.9);

    // Then: an alert is of the sensor's own time again
    assertThat(said()).last().isEqualTo("raised 21.5");
  }

  @Test
  void anAlertOfASensorWhoseClockWasSetBackExpiresAfterAsMuchTime() {
    // Given
    angry(3_600, 3_601, 0.9);
    angry(2, 4, 0.9);
    acknowledge(4);

    // When: nothing comes for as long as the rule says
    unheardUntil(3_603.5 + 19);
    assertThat(said()).last().isEqualTo("acknowledged 3601.0");
    unheardUntil(3_603.5 + 20);

    // Then
    assertThat(said()).last().isEqualTo("expired 3623.5");
  }

  @Test
  void aClockThatIsSetBackAndForwardAgainEndsNothing() {
    // When
    angry(3_600, 3_601, 0.9);
    angry(2, 3, 0.9);
    angry(3_604, 3_606, 0.9);

    // Then
    assertThat(said()).containsExactly("raised 3601.0", "escalated 3606.0");
    assertThat(sensor.orElseThrow().last().aheadMs()).isZero();
  }

  @Test
  void whatAnEarlierVersionKnewOfAnOpenAlertIsUsed() {
    // Given
    angry(2, 3, 0.9);
    byte[] now = sensor.orElseThrow().encode();
    int ahead = 1 + 8 + 8 * Belief.STATES + 8;

    // When: the form without the field
    byte[] then = new byte[now.length - 8];
    System.arraycopy(now, 0, then, 0, ahead);
    System.arraycopy(now, ahead + 8, then, ahead, now.length - ahead - 8);
    then[0] = 1;

    // Then
    assertThat(SensorAlerts.decode(then)).isEqualTo(sensor);
  }

  @Test
  void aClockThatIsSetBackDoesNotMakeACoolDownLast() {
    // Given
    angry(1_000, 1_001, 0.9);
    hear(anger(1_001.5, 0.1));

    // When
    angry(2, 3, 0.9);

    // Then
    assertThat(said()).containsExactly("raised 1001.0", "cleared 1001.5", "raised 3.0");
  }

  @Test
  void aRuleOfAnotherContextIsNotAsked() {
    // Given
    rule("emotions: [anger], raise: 0.6, clear: 0.3, for: 1s, contexts: [driver]");

    // When
    angry(2, 5, 0.9);

    // Then
    assertThat(sent).isEmpty();
  }

  @Test
  void withTooLittleSpeechNothingIsRaised() {
    // Given: smoothing lets the score last through pauses
    engine =
        engine(
            RULE.replace("{model: none}", "{model: exponential, halfLife: 60s}")
                .replace("raise: 0.6", "raise: 0.002")
                .replace("clear: 0.3", "clear: 0.001")
                .replace("priority: medium", "priority: medium\n    speech: 0.5"));

    // When
    hear(anger(2, 0.9));
    for (double end = 2.5; end < 8; end += 0.5) {
      hear(silence(end));
    }

    // Then
    assertThat(sent).isEmpty();

    // When
    angry(8, 14, 0.9);

    // Then
    assertThat(said()).startsWith("raised 12.5");
  }

  @Test
  void anotherFormatOfWhatIsKnownIsNotUsed() {
    // Given
    angry(2, 3, 0.9);
    byte[] bytes = sensor.orElseThrow().encode();

    // When
    bytes[0]++;

    // Then
    assertThat(SensorAlerts.decode(bytes)).isEmpty();
  }
}
