package io.tenor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audio is kept in it: nobody but its owner may enter. */
class DataDirectoryRightsTest {

  @TempDir private Path directory;

  @BeforeEach
  void rightsOfAnOwner() throws IOException {
    assumeTrue(
        Files.getFileStore(directory).supportsFileAttributeView("posix"),
        "This file system has no rights of owners.");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aNewDirectoryIsItsOwnersAlone() throws IOException {
    // Given
    var path = directory.resolve("new");

    // When
    DataDirectory.open(Optional.of(path)).close();

    // Then
    assertThat(rights(path)).isEqualTo("rwx------");
  }

  @Test
  void oneThatOthersCouldReadIsClosedToThem() throws IOException {
    // Given
    var path = Files.createDirectory(directory.resolve("old"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));

    // When
    DataDirectory.open(Optional.of(path)).close();

    // Then
    assertThat(rights(path)).isEqualTo("rwx------");
  }
}
