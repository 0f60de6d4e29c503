package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WebhookOptionsTest {

  private static final String SECRET = "whsec_YSBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXRlcyAuLi4=";

  @TempDir private Path directory;

  @Test
  void theSecretOfTheEnvironmentSigns() {
    // Given
    var options = parsed();
    // When
    var secrets = options.secrets(Optional.of(SECRET));
    // Then
    assertThat(secrets).hasSize(1);
  }

  @Test
  void aFileGoesBeforeTheEnvironment() throws IOException {
    // Given
    var file = directory.resolve("webhook.secret");
    Files.writeString(file, SECRET + "\n" + SECRET + "\n");
    var options = parsed("--webhook-secret-file", file.toString());
    // When
    var secrets = options.secrets(Optional.of("nothing that could be read"));
    // Then
    assertThat(secrets).hasSize(2);
  }

  @Test
  void unsignedHasNoSecretWhateverTheEnvironmentHolds() {
    // Given
    var options = parsed("--webhook-unsigned");
    // When
    var secrets = options.secrets(Optional.of(SECRET));
    // Then
    assertThat(secrets).isEmpty();
  }

  @Test
  void aWrongSecretOfTheEnvironmentIsNamedAndNotShown() {
    // Given
    var options = parsed();
    // When
    var wrong = Optional.of("hunter2hunter2");
    // Then
    assertThatThrownBy(() -> options.secrets(wrong))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("TENOR_WEBHOOK_SECRET")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> options.secrets(Optional.of(" ")))
        .hasMessageContaining("there is no secret");
  }

  private static WebhookOptions parsed(String... args) {
    var options = new WebhookOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options))
        .parseArgs(
            Stream.concat(Stream.of("--webhook", "https://h/"), Stream.of(args))
                .toArray(String[]::new));
    return options;
  }
}
