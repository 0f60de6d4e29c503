package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.trainer.training.TrainingProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final StringWriter out = new StringWriter();

  private static TrainingProgress at(int step) {
    return new TrainingProgress(step, 400, 1.25, 1e-3, 5, 0.01, Duration.ofSeconds(90));
  }

  @Test
  void inAFileItIsALineEveryHundredSteps() {
    // Given
    ProgressBar bar = new ProgressBar(new PrintWriter(out), false);

    // When
    for (int step = 20; step <= 400; step += 20) {
      bar.show("fold 03", at(step), "all folds 0:10:00");
    }

    // Then
    assertThat(out.toString().lines()).hasSize(4);
    assertThat(out.toString().lines().findFirst().orElseThrow())
        .startsWith("fold 03 [######------------------] step 100/400  loss 1.250")
        .endsWith("left 1:30, all folds 0:10:00");
  }

  @Test
  void onATerminalItMovesInItsLineAndGivesWayToWhatStays() {
    // Given
    ProgressBar bar = new ProgressBar(new PrintWriter(out), true);

    // When
    bar.show("", at(20), "");
    bar.show("", at(200), "");
    bar.say("done");

    // Then
    String[] parts = out.toString().split("\\r", -1);
    assertThat(parts).hasSize(4);
    assertThat(parts[3]).startsWith("\u001b[Kdone");
    assertThat(out.toString()).contains("\r\u001b[K[############------------] step 200/400");
  }

  @Test
  void whatIsSoonOverIsShownOnATerminalAloneAndLeavesNoLine() {
    // Given
    StringWriter file = new StringWriter();
    ProgressBar bar = new ProgressBar(new PrintWriter(out), true);

    // When
    bar.show(1, 2, "recording", 3.2);
    bar.show(2, 2, "recording", 0);
    new ProgressBar(new PrintWriter(file), false).show(1, 2, "recording", 3.2);

    // Then
    assertThat(out.toString())
        .startsWith("\r\u001b[K[############------------] recording 1/2  left 3 s")
        .endsWith("\r\u001b[K");
    assertThat(file.toString()).isEmpty();
  }
}
