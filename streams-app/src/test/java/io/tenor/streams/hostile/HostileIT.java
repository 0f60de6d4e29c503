package io.tenor.streams.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A short run of what {@code src/hostile/run} does at any length. */
class HostileIT {

  @Test
  void recordsThatNobodyShouldSendChangeNothingForASensorThatBehaves() throws Exception {
    // Given
    var run = new HostileRun();
    new CommandLine(run).parseArgs("--records=3000", "--seed=7");

    // When
    var report = run.run();

    // Then
    assertThat(report.records()).isGreaterThan(2_900);
    assertThat(report.rejected()).isGreaterThan(500);
    assertThat(report).as(report.json()).matches(HostileReport::clean);
  }
}
