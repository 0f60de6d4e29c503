package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
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
        // state       | alive | restoring | model | inTouch | hanging | live | ready | reason
        "RUNNING         | 2 | 0 | true  | true  | 0 | true  | true  |",
        "RUNNING         | 2 | 0 | false | true  | 0 | true  | false | No model",
        "RUNNING         | 1 | 0 | true  | true  | 0 | true  | false | Of 2 stream threads 1",
        "RUNNING         | 0 | 0 | true  | true  | 0 | false | false | All stream threads",
        "RUNNING         | 2 | 0 | true  | false | 0 | true  | false | brokers do not answer",
        "RUNNING         | 2 | 0 | true  | true  | 3 | true  | false | open in 3 partitions",
        "RUNNING         | 2 | 0 | true  | true  | 1 | true  | false | open in a partition,",
        "REBALANCING     | 2 | 7 | true  | true  | 3 | true  | false | open in 3 partitions",
        "REBALANCING     | 2 | 0 | true  | true  | 0 | true  | false | shared out",
        "REBALANCING     | 2 | 7 | true  | true  | 0 | true  | false | restored (7 partitions",
        "REBALANCING     | 0 | 0 | true  | true  | 0 | false | false | All stream threads",
        "CREATED         | 2 | 0 | true  | true  | 0 | true  | false | starting",
        "CREATED         | 2 | 0 | false | true  | 0 | true  | false | No model",
        "PENDING_SHUTDOWN| 2 | 0 | true  | true  | 0 | true  | false | stopping",
        "NOT_RUNNING     | 0 | 0 | false | true  | 0 | false | false | has stopped",
        "PENDING_ERROR   | 2 | 0 | true  | true  | 0 | false | false | started again",
        "ERROR           | 2 | 0 | true  | true  | 0 | false | false | started again"
      })
  void healthTellsTheTruthAndWhy(
      State state,
      int alive,
      int restoring,
      boolean model,
      boolean inTouch,
      int hanging,
      boolean live,
      boolean ready,
      String reason) {
    // When
    var health =
        new Condition(
                state,
                2,
                alive,
                restoring,
                model,
                inTouch,
                hanging,
                Optional.empty(),
                Optional.empty())
            .health();

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
    var health =
        new Condition(state, 1, 1, 0, true, true, 0, Optional.empty(), Optional.empty()).health();

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
