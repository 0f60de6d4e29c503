package io.tenor.streams.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.SensorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorNamesTest {

  @Test
  void aSensorIsKnownByItsId() {
    // When
    var key = SensorNames.key(1_234);

    // Then
    assertThat(SensorNames.sensor(key.id())).isEqualTo(1_234);
    assertThat(key.context()).isEqualTo(SensorContext.DRIVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"car-1", "load-", "load-x", ""})
  void whatIsNoSensorOfALoadIsNone(String id) {
    // When
    int sensor = SensorNames.sensor(id);

    // Then
    assertThat(sensor).isNegative();
  }
}
