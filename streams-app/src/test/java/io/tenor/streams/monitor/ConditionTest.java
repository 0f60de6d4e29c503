package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // state       | alive | restoring | model | inTouch | live | ready | reason
        "RUNNING         | 2 | 0 | true  | true  | true  | true  |",
        "RUNNING         | 2 | 0 | false | true  | true  | false | No model",
        "RUNNING         | 1 | 0 | true  | true  | true  | false | Of 2 stream threads 1",
        "RUNNING         | 0 | 0 | true  | true  | false | false | All stream threads",
        "RUNNING         | 2 | 0 | true  | false | true  | false | brokers do not answer",
        "REBALANCING     | 2 | 0 | true  | true  | true  | false | shared out",
        "REBALANCING     | 2 | 7 | true  | true  | true  | false | restored (7 partitions",
        "REBALANCING     | 0 | 0 | true  | true  | false | false | All stream threads",
        "CREATED         | 2 | 0 | true  | true  | true  | false | starting",
        "CREATED         | 2 | 0 | false | true  | true  | false | No model",
        "PENDING_SHUTDOWN| 2 | 0 | true  | true  | true  | false | stopping",
        "NOT_RUNNING     | 0 | 0 | false | true  | false | false | has stopped",
        "PENDING_ERROR   | 2 | 0 | true  | true  | false | false | started again",
        "ERROR           | 2 | 0 | true  | true  | false | false | started again"
      })
  void healthTellsTheTruthAndWhy(
      State state,
      int alive,
      int restoring,
      boolean model,
      boolean inTouch,
      boolean live,
      boolean ready,
      String reason) {
    // When
    var health = new Condition(state, 2, alive, restoring, model, inTouch).health();

    // Then
    assertThat(health.live()).isEqualTo(live);
    assertThat(health.ready()).isEqualTo(ready);
    if (ready) {
      assertThat(health.reason()).isEmpty();
    } else {
      assertThat(health.reason()).contains(reason).endsWith(".");
    }
  }

  @ParameterizedTest
  @EnumSource(KafkaStreams.State.class)
  void onlyAMonitorThatRunsIsReady(State state) {
    // When
    var health = new Condition(state, 1, 1, 0, true, true).health();

    // Then
    assertThat(health.ready()).isEqualTo(state == State.RUNNING);
  }

  @Test
  void thereIsNoHealthWithoutAReason() {
    // Then
    assertThatThrownBy(() -> new Health(true, false, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Health(false, true, "")).hasMessageContaining("live false");
  }
}
