package io.tenor.streams.topology;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules that change while sensors are heard. */
class PublishedRulesTest extends DrivenAlerts {

  @Test
  void aRuleThatIsGoneTakesItsAlertWithIt() {
    // Given
    angry(2, 3);
    assertThat(said()).containsExactly("anger raised 3.0");

    // When
    publish(RULES.replace("test-1", "test-2").replace("name: anger", "name: fury"));
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    // Then
    var ended = alerts.readValue();
    assertThat(text(ended)).isEqualTo("anger expired 3.0");
    assertThat(ended.rules()).isEqualTo("test-2");

    // When: the other rule begins anew
    angry(3.5, 4.5);

    // Then
    assertThat(said()).containsExactly("fury raised 4.5");
  }

  @Test
  void rulesThatArePublishedAreInForceFromTheNextWindow() {
    // When
    angry(2, 2.5);
    publish(RULES.replace("test-1", "test-2").replace("for: 1s", "for: 3s"));
    angry(3, 6);

    // Then
    var alert = alerts.readValue();
    assertThat(text(alert)).isEqualTo("anger raised 5.0");
    assertThat(alert.rules()).isEqualTo("test-2");

    // When
    rules.pipeInput(Topics.RULES_KEY, (byte[]) null);
    hear(anger(6.5, 0.1));

    // Then
    assertThat(alerts.readValue().rules()).isEqualTo("test-1");
  }

  @Test
  void newRulesCountForASensorThatSaysNothingToo() {
    // Given
    hear(silence(2));
    driver.advanceWallClockTime(Duration.ofSeconds(15));

    // When
    publish(RULES.replace("for: 40s", "for: 10s"));
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    // Then
    assertThat(said()).containsExactly("offline raised 12.0");
  }

  @Test
  void rulesThatCannotBeUsedAreRefusedAndTheOldOnesStay() {
    // When
    publish(RULES.replace("test-1", "test-2"));
    publish(RULES.replace("test-1", "test-3").replace("clear: 0.3", "clear: 0.9"));
    publish("rubbish: [");
    rules.pipeInput("other", RULES.getBytes(StandardCharsets.UTF_8));
    angry(2, 3);

    // Then
    assertThat(alerts.readValue().rules()).isEqualTo("test-2");
  }

  @Test
  void rulesThatArePinnedStayWhateverIsPublished() {
    // Given
    stop();
    pinned = true;
    start();

    // When
    publish(RULES.replace("test-1", "test-2"));
    angry(2, 3);

    // Then
    assertThat(alerts.readValue().rules()).isEqualTo("test-1");
  }
}
