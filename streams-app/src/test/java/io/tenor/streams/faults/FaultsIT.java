package io.tenor.streams.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A short run of what {@code src/faults/run} does at any length. */
class FaultsIT {

  @Test
  void nothingIsLostDoubledOrChangedByKillsOrAnotherModel() throws Exception {
    // Given
    var run = new FaultRun();
    new CommandLine(run)
        .parseArgs(
            "--kills=2",
            "--broker-restarts=1",
            "--joins=1",
            "--swaps=1",
            "--sensors=6",
            "--instances=2",
            "--partitions=3",
            "--interval=6");
    var said = new StringWriter();

    // When
    var report = run.run(new PrintWriter(said, true));

    // Then
    assumeThat(said.toString())
        .as("Kafka left a commit half done: docs/decisions/0021-instances-that-die.md")
        .doesNotContain(ClusterState.HALF_DONE);
    assertThat(report.events()).isGreaterThan(100);
    assertThat(report).as("%s%n%s", report.json(), said).matches(FaultReport::clean);
  }
}
