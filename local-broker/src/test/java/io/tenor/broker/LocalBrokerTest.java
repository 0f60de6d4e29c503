package io.tenor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that fail before a broker runs. */
class LocalBrokerTest {

  @TempDir private Path directory;

  @Test
  void aPortThatIsTakenIsOneSentenceWithTheRemedy() throws IOException {
    // Given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalBroker.Options options = LocalBroker.Options.temporary().withPort(taken.getLocalPort());
      // When
      assertThatThrownBy(() -> LocalBroker.start(options))
          // Then
          .isInstanceOf(BrokerException.class)
          .hasMessage(
              "Port %d is already in use on this machine: stop the program that listens on it,"
                  + " or choose another port with --port.",
              taken.getLocalPort());
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsOneSentenceWithTheRemedy() throws IOException {
    // Given
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    LocalBroker.Options options =
        LocalBroker.Options.temporary().withDataDirectory(file.resolve("data"));
    // When
    assertThatThrownBy(() -> LocalBroker.start(options))
        // Then
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(file.resolve("data").toString())
        .hasMessageContaining("--data");
  }

  @Test
  void aDirectoryWithOtherFilesIsLeftAlone() throws IOException {
    // Given
    Files.writeString(directory.resolve("thesis.txt"), "precious");
    LocalBroker.Options options = LocalBroker.Options.temporary().withDataDirectory(directory);
    // When
    assertThatThrownBy(() -> LocalBroker.start(options))
        // Then
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("empty or a new directory");
    assertThat(directory).isDirectoryContaining("glob:**/thesis.txt");
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void aPortOutOfRangeIsRefused() {
    assertThatThrownBy(() -> LocalBroker.Options.temporary().withPort(70000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70000");
  }
}
