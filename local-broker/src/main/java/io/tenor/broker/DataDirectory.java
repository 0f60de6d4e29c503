package io.tenor.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory in which a broker keeps its topics, held against a second broker by a lock. */
final class DataDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
  private static final String LOCK = ".tenor.lock";
  private static final String FORMATTED = "meta.properties";

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  /** What an interrupted first start may leave. */
  private static final Set<String> LEFT_OVERS = Set.of(LOCK, ".lock", "bootstrap.checkpoint");

  private final Path path;
  private final FileChannel lock;
  private final boolean temporary;

  private DataDirectory(Path path, FileChannel lock, boolean temporary) {
    this.path = path;
    this.lock = lock;
    this.temporary = temporary;
  }

  /** The directory given, made if need be and kept, or a temporary one, deleted on close. */
  static DataDirectory open(Optional<Path> given) {
    Path path = given.map(Path::toAbsolutePath).orElse(null);
    try {
      if (path == null) {
        path = Files.createTempDirectory("tenor-broker-");
      } else {
        Files.createDirectories(path);
        refuseForeign(path);
        forOwnerOnly(path);
      }
      return new DataDirectory(path, lock(path), given.isEmpty());
    } catch (IOException e) {
      String which = path == null ? "temporary directory" : "directory " + path;
      throw new BrokerException(
          "The local broker cannot write to the "
              + which
              + " ("
              + reason(e)
              + "): give it a directory that this user may write to with --data.",
          e);
    }
  }

  Path path() {
    return path;
  }

  /** Gives a new directory its cluster id; one that has it stays as it is. */
  void format(int nodeId, String controllerListener) throws Exception {
    if (Files.exists(path.resolve(FORMATTED))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(nodeId)
          .setDirectories(List.of(path.toString()))
          .setMetadataLogDirectory(path.toString())
          .setControllerListenerName(controllerListener)
          .setPrintStream(silent)
          .run();
    }
  }

  /** Releases the directory, and deletes it if it is temporary. */
  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        delete(path);
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("directory", path)
          .addKeyValue("reason", reason(e))
          .log("could not clean up after the broker");
    }
  }

  private static void refuseForeign(Path path) throws IOException {
    if (Files.exists(path.resolve(FORMATTED))) {
      return;
    }
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.anyMatch(entry -> !LEFT_OVERS.contains(entry.getFileName().toString()))) {
        throw new BrokerException(
            "The directory "
                + path
                + " holds files that are not a broker's: give an empty or a new directory with"
                + " --data.");
      }
    }
  }

  /** Audio is kept in it: nobody else may enter, whatever the rights of the files in it are. */
  private static void forOwnerOnly(Path path) throws IOException {
    if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
      return;
    }
    var rights = Files.getPosixFilePermissions(path);
    if (!OWNER.containsAll(rights)) {
      try {
        Files.setPosixFilePermissions(path, OWNER);
      } catch (IOException e) {
        throw new BrokerException(
            "Others may enter the directory "
                + path
                + ", and this user cannot change that (it is not its owner): give a directory of"
                + " its own with --data, since audio is kept there.",
            e);
      }
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      LOG.atDebug().addKeyValue("directory", path).log("this JVM holds the lock already");
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new BrokerException(
          "The directory "
              + path
              + " is in use by another broker: stop that one, or give another directory with"
              + " --data.");
    }
    return channel;
  }

  private static void delete(Path root) throws IOException {
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
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // The broker deletes files of its own for a moment after its end.
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }
}
