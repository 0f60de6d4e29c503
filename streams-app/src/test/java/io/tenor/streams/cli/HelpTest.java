package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

  static Stream<CommandLine> commands() {
    var sink = new PrintWriter(new StringWriter());
    return withSubcommands(TenorCli.commandLine(sink, sink));
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItIsForAndWhatEachOptionMeans(CommandLine command) {
    // When
    var spec = command.getCommandSpec();
    // Then
    assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
    assertThat(spec.options())
        .allSatisfy(
            option ->
                assertThat(option.description())
                    .as(spec.qualifiedName() + " " + option.longestName())
                    .isNotEmpty());
    boolean group = !command.getSubcommands().isEmpty();
    assertThat(group || String.join(" ", spec.usageMessage().footer()).contains("./tenor"))
        .as("an example in the help of " + spec.qualifiedName())
        .isTrue();
  }

  @Test
  void tenorAloneShowsWhereToBegin() {
    // When
    Typed nothing = Typed.tenor();
    // Then
    assertThat(nothing.status()).isZero();
    assertThat(nothing.out())
        .contains("sensor", "events", "train", "crossvalidate", "./tenor demo");
  }

  @Test
  void aWrongCommandIsWrongUseAndGetsASuggestion() {
    // When
    Typed wrong = Typed.tenor("evens");
    // Then
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("evens", "tenor events", "./tenor --help");
    assertThat(wrong.out()).isEmpty();
  }

  @Test
  void theCompletionIsAScriptThatBashAccepts() throws IOException, InterruptedException {
    // When
    Typed completion = Typed.tenor("completion");
    // Then
    assertThat(completion.out()).contains("--bootstrap-server", "complete -F");
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var script = bash.getOutputStream()) {
      script.write(completion.out().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(bash.getInputStream().readAllBytes()).isEmpty();
    assertThat(bash.waitFor()).isZero();
  }
}
