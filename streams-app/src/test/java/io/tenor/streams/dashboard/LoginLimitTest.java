package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.MovedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

  private final MovedClock clock = new MovedClock();
  private final List<String> told = new ArrayList<>();
  private final LoginLimit limit =
      new LoginLimit(clock, (address, refused) -> told.add(address + " " + refused));

  private int tries(String address, int times) {
    int allowed = 0;
    for (int n = 0; n < times; n++) {
      if (limit.tries(address)) {
        allowed++;
        limit.wrong(address);
      }
    }
    return allowed;
  }

  @Test
  void afterSomeWrongTriesOneHasToWait() {
    // Then
    assertThat(tries("10.0.0.1", 500)).isEqualTo(10);
    assertThat(tries("10.0.0.2", 1)).as("somebody else").isEqualTo(1);

    // When
    clock.move(Duration.ofSeconds(4));

    // Then
    assertThat(tries("10.0.0.1", 500)).isEqualTo(2);
  }

  @Test
  void whoIsRightNeverWaits() {
    // When
    for (int n = 0; n < 1_000; n++) {
      assertThat(limit.tries("10.0.0.1")).isTrue();
      limit.right("10.0.0.1");
    }

    // Then
    assertThat(told).isEmpty();
  }

  @Test
  void aNetworkOfIpv6IsOneMachine() {
    // Given
    tries("2001:db8:0:1:0:0:0:1", 10);

    // Then
    assertThat(limit.tries("2001:db8:0:1:0:0:0:2")).isFalse();
    assertThat(limit.tries("2001:db8:0:2:0:0:0:1")).isTrue();
  }

  @Test
  void theLogHasALineAMinute() {
    // When
    tries("10.0.0.1", 500);
    clock.move(Duration.ofSeconds(61));
    tries("10.0.0.1", 1);

    // Then
    assertThat(told).containsExactly("10.0.0.1 1", "10.0.0.1 500");
  }
}
