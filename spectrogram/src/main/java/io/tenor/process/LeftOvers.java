package io.tenor.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.regex.Pattern;

/** What processes that were killed have left in a temporary directory. */
final class LeftOvers {

  /**
   * What libraries unpack beside us whatever they are told, and delete when they end in order. On
   * Linux and macOS a library that is loaded needs its file no more, and on Windows the file cannot
   * be deleted.
   */
  private static final Pattern OF_LIBRARIES =
      Pattern.compile("liblz4-java-\\d+\\.(so|dylib|dll)(\\.lck)?|lz4-java-\\d+\\.dll(\\.lck)?");

  /** The folder that ONNX Runtime makes also when it unpacks nothing into it. */
  private static final Pattern EMPTY_FOLDERS = Pattern.compile("onnxruntime-java\\d+");

  /** So long a library may take from the making of its file to the loading of it. */
  private static final Duration LOADED = Duration.ofMinutes(1);

  private LeftOvers() {}

  /** Deletes what is left over beside a folder of this process, and belongs to its user. */
  static void deleteBeside(Path own) {
    try (DirectoryStream<Path> beside =
        Files.newDirectoryStream(own.toAbsolutePath().getParent())) {
      var user = Files.getOwner(own);
      for (var path : beside) {
        deleteIfLeftOver(path, user);
      }
    } catch (IOException | RuntimeException e) {
      // Whatever could not be looked at stays: it must keep no command from running.
    }
  }

  private static void deleteIfLeftOver(Path path, UserPrincipal user) {
    try {
      var name = path.getFileName().toString();
      if (name.startsWith(ProcessFolder.PREFIX)) {
        if (isFolderOf(path, user) && ProcessFolder.isLeftOver(path)) {
          ProcessFolder.delete(path);
        }
      } else if (OF_LIBRARIES.matcher(name).matches()) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
            && isOf(path, user)
            && ProcessFolder.isOlder(path, LOADED)) {
          Files.delete(path);
        }
      } else if (EMPTY_FOLDERS.matcher(name).matches()
          && isFolderOf(path, user)
          && ProcessFolder.isOlder(path, LOADED)) {
        Files.delete(path); // fails unless it is empty
      }
    } catch (IOException e) {
      // Another process may be deleting it, or use it.
    }
  }

  private static boolean isFolderOf(Path path, UserPrincipal user) throws IOException {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && isOf(path, user);
  }

  private static boolean isOf(Path path, UserPrincipal user) throws IOException {
    return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user);
  }
}
