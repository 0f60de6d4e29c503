package io.tenor.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private String baseline;

  @BeforeEach
  void writeABaseline() throws Exception {
    baseline = Files.writeString(folder.resolve("baseline.json"), "{}").toString();
  }

  private int bench(String... arguments) {
    return BenchCli.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
  }

  @Test
  void aNameThatNothingMatchesIsWrongUseAndSaysWhatThereIs() {
    // When
    int status = bench("bench", "--baseline", baseline, "--only", "Nothing");

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("No benchmark matches 'Nothing': there are ")
        .contains("FrontEnd.column,");
  }

  @Test
  void aBrokenExpressionIsWrongUse() {
    // When
    int status = bench("bench", "--baseline", baseline, "--only", "(");

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("--only is no regular expression (Unclosed group): correct it.");
  }

  @Test
  void aModelThatIsNotThereIsWrongUse() {
    // When
    int status = bench("bench", "--baseline", baseline, "--model", "none.onnx");

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "There is no model file none.onnx: give the path of an ONNX file made by ./tenor train.");
  }

  @Test
  void aBaselineThatIsNotThereIsWrongUse() {
    // When
    int status = bench("bench", "--baseline", "none.json");

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("There is no baseline none.json: write one with --write-baseline.");
  }

  @Test
  void anUnknownOptionIsWrongUse() {
    // When
    int status = bench("bench", "--fast");

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).startsWith("Unknown option: '--fast'");
  }

  @ParameterizedTest
  @CsvSource({"60, 1, 4, ', 3 min left'", "30, 2, 4, ', 30 s left'", "30, 4, 4, ''"})
  void theTimeLeftIsWhatTheRestTakesAtThisRate(
      long spentSeconds, int done, int expected, String said) {
    // When
    String left = BenchProgress.left(Duration.ofSeconds(spentSeconds), done, expected);

    // Then
    assertThat(left).isEqualTo(said);
  }
}
