package io.tenor.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of this process below the temporary directory, for what others would leave there when
 * the process is killed: native libraries that were unpacked, lock files, topics of an embedded
 * broker. Whoever makes one first deletes those of processes that are gone.
 *
 * <p>A process holds a lock on a file in its folder, which the operating system releases however it
 * ends: so processes in several containers that share a temporary directory can tell as well, whose
 * process ids say nothing. Of other users nothing is touched.
 */
public final class ProcessFolder {

  /** What the names of folders begin with. */
  static final String PREFIX = "tenor-process-";

  private static final String LOCK = "lock";

  /**
   * A folder that somebody makes has its lock soon; without one after this long it is left over.
   */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  /** Those of this JVM: to open their lock and close it again would release it. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final int ATTEMPTS = 5;

  private static Optional<ProcessFolder> one = Optional.empty();

  private final Path path;

  /** It holds the lock until the process ends. */
  private final FileChannel lock;

  private ProcessFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * The folder of this process, made at the first call, for its user alone; most of it is deleted
   * when the process ends in order.
   *
   * @throws UncheckedIOException if the temporary directory cannot be written
   */
  public static synchronized Path ofThisProcess() {
    if (one.isEmpty()) {
      one = Optional.of(claim(Path.of(System.getProperty("java.io.tmpdir"))));
    }
    return one.get().path;
  }

  /** Deletes what processes that are gone have left in a directory, and makes a folder in it. */
  static ProcessFolder claim(Path temporary) {
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        var path = Files.createTempDirectory(temporary, PREFIX);
        OWN.add(path);
        var lock =
            FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // Another process may have taken it for left over before it was locked.
        if (lock.tryLock() != null && Files.exists(path.resolve(LOCK))) {
          var folder = new ProcessFolder(path, lock);
          Runtime.getRuntime().addShutdownHook(new Thread(folder::end, "tenor-process-folder"));
          LeftOvers.deleteBeside(path);
          return folder;
        }
        lock.close();
      }
      throw new IOException("other processes take every new folder away");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /** Whether a folder of this user has no process any more. */
  static boolean isLeftOver(Path folder) throws IOException {
    if (OWN.contains(folder)) {
      return false;
    }
    var lock = folder.resolve(LOCK);
    if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
      return isOlder(folder, YOUNG);
    }
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Whether nothing in it was made or removed for so long. */
  static boolean isOlder(Path file, Duration age) throws IOException {
    var changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    return changed.isBefore(Instant.now().minus(age));
  }

  /**
   * Libraries that are loaded need their files no more. What else is there, somebody may still be
   * closing: if it stays, the next process deletes it.
   */
  private void end() {
    try {
      delete(NativeLibraries.folder(path));
      if (isEmptyButForItsLock()) {
        lock.close();
        delete(path);
      }
    } catch (IOException e) {
      // The next process deletes it.
    }
  }

  private boolean isEmptyButForItsLock() throws IOException {
    try (var entries = Files.list(path)) {
      return entries.allMatch(entry -> entry.getFileName().toString().equals(LOCK));
    }
  }

  /** Deletes a file or a folder with all that is in it; links are not followed. */
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
