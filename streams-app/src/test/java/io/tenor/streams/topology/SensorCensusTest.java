package io.tenor.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.streams.ingest.SensorKey;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SensorCensusTest {

  private static final SensorKey ONE = new SensorKey(SensorContext.WARD, "bed-1");
  private static final SensorKey TWO = new SensorKey(SensorContext.WARD, "bed-2");

  private final Map<SensorState, Integer> counted = new EnumMap<>(SensorState.class);
  private final SensorCensus census =
      new SensorCensus(
          new Meters() {
            @Override
            public void sensors(SensorState state, int change) {
              counted.merge(state, change, Integer::sum);
            }
          });

  @Test
  void aSensorCountsInTheStateThatWasToldLast() {
    // When
    census.told(ONE, SensorState.ONLINE);
    census.told(TWO, SensorState.ONLINE);
    census.told(TWO, SensorState.ONLINE);
    census.told(ONE, SensorState.OFFLINE);

    // Then
    assertThat(counted).containsEntry(SensorState.ONLINE, 1).containsEntry(SensorState.OFFLINE, 1);
  }

  @Test
  void whatIsForgottenOrGoesElsewhereCountsNoMore() {
    // Given
    census.told(ONE, SensorState.ONLINE);
    census.told(TWO, SensorState.SILENT);

    // When
    census.forgotten(ONE);
    census.forgotten(ONE);
    census.clear();

    // Then
    assertThat(counted.values()).containsOnly(0);
  }
}
