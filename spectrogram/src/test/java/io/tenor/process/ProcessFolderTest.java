package io.tenor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFolderTest {

  @TempDir private Path temporary;

  @Test
  void whatAKilledProcessHasLeftIsDeletedByTheNextAndThatOfOneThatLivesIsNot() throws Exception {
    // Given
    try (var living = ClaimedFolder.in(temporary);
        var killed = ClaimedFolder.in(temporary)) {
      killed.kill();
      assertThat(killed.path().resolve("native/library.so")).exists();

      // When
      var own = ProcessFolder.claim(temporary);

      // Then
      assertThat(killed.path()).doesNotExist();
      assertThat(living.path().resolve("native/library.so")).exists();
      assertThat(own.path()).isDirectory();
    }
  }

  @Test
  void severalThatStartAtOnceLeaveEachOtherAlone() throws Exception {
    // Given, When
    var processes =
        List.of(1, 2, 3, 4).parallelStream().map(n -> ClaimedFolder.in(temporary)).toList();

    // Then
    assertThat(processes).allSatisfy(process -> assertThat(process.path()).isDirectory());
    for (var process : processes) {
      process.kill();
    }
    ProcessFolder.claim(temporary);
    assertThat(processes).allSatisfy(process -> assertThat(process.path()).doesNotExist());
  }

  @Test
  void aProcessThatEndsInOrderLeavesNothing() throws Exception {
    // Given
    try (var process = ClaimedFolder.in(temporary)) {
      // When
      process.end();

      // Then
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  void twoOfOneJvmLeaveEachOtherAlone() {
    // Given
    var first = ProcessFolder.claim(temporary);

    // When
    ProcessFolder.claim(temporary);

    // Then
    assertThat(first.path()).exists();
  }

  @Test
  void whatLibrariesLeaveBesideIsDeletedWhenItIsOldAndNothingElseIs() throws Exception {
    // Given
    var left =
        List.of(
            file("liblz4-java-123.so"),
            file("liblz4-java-123.so.lck"),
            Files.createDirectory(temporary.resolve("onnxruntime-java42")));
    var others =
        List.of(
            file("liblz4-java-123.txt"),
            file("other-process-1"),
            file("onnxruntime-java43/library.so"));
    age(left);
    age(others);
    age(List.of(temporary.resolve("onnxruntime-java43")));
    var young = file("liblz4-java-9.so");

    // When
    ProcessFolder.claim(temporary);

    // Then
    assertThat(left).allSatisfy(path -> assertThat(path).doesNotExist());
    assertThat(others).allSatisfy(path -> assertThat(path).exists());
    assertThat(young).exists();
  }

  @Test
  void aLinkThatLooksLikeAFolderIsNotFollowed() throws Exception {
    // Given
    var elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    var kept = Files.writeString(elsewhere.resolve("kept"), "kept");
    Files.createSymbolicLink(temporary.resolve("tenor-process-1"), elsewhere);
    var folder = Files.createDirectory(temporary.resolve("tenor-process-2"));
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    age(List.of(folder));

    // When
    ProcessFolder.claim(temporary);

    // Then
    assertThat(folder).doesNotExist();
    assertThat(kept).exists();
  }

  private Path file(String name) throws IOException {
    var file = temporary.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "left");
  }

  private static void age(List<Path> paths) throws IOException {
    for (var path : paths) {
      Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
  }
}
