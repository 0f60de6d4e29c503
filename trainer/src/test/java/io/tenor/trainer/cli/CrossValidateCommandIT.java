package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.trainer.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What `crossvalidate` measures, in one process and in several. */
class CrossValidateCommandIT extends TrainerCommands {

  @Test
  void foldsInSeveralProcessesGiveWhatFoldsInOneGive() throws IOException {
    // Given
    Path one = folder.resolve("one.json");
    Path several = folder.resolve("several.json");
    Path page = folder.resolve("report.html");
    succeed("crossvalidate", "--seeds", "2", "--out", one.toString());

    // When
    succeed(
        "crossvalidate",
        "--seeds",
        "2",
        "--jobs",
        "2",
        "--work",
        folder.resolve("other").toString(),
        "--html",
        page.toString(),
        "--out",
        several.toString());

    // Then
    assertThat(Report.read(several)).isEqualTo(Report.read(one));
    assertThat(page).content().contains("Tenor: loso on EMO-DB", "<svg");
  }
}
