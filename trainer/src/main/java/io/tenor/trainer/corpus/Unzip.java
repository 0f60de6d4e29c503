package io.tenor.trainer.corpus;

import io.tenor.corpus.CorpusException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Unpacks a zip file that came from elsewhere. */
final class Unzip {

  /** More than any known corpus: a file that grows beyond it is a trap. */
  private static final long MOST_BYTES = 20L << 30;

  private Unzip() {}

  /**
   * Unpacks into a folder that is made.
   *
   * @throws CorpusException in one sentence, if it is no zip file, an entry would lie outside the
   *     folder, or it is too large
   */
  static void into(Path zip, Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Files.createDirectories(root);
    long left = MOST_BYTES;
    int entries = 0;
    try (ZipInputStream in =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
      ZipEntry entry = in.getNextEntry();
      while (entry != null) {
        entries++;
        Path file = inside(root, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          try (OutputStream out = Files.newOutputStream(file)) {
            left -= copy(in, out, left);
          }
        }
        entry = in.getNextEntry();
      }
    } catch (ZipException | InvalidPathException e) {
      throw new CorpusException(zip + " is not a whole zip file: remove it and fetch again.", e);
    }
    if (entries == 0) {
      throw new CorpusException(zip + " is not a zip file: remove it and fetch again.");
    }
  }

  private static Path inside(Path root, String name) throws CorpusException {
    Path file = root.resolve(name).normalize();
    if (!file.startsWith(root)) {
      throw new CorpusException(
          "The zip file holds '%s', which would lie outside its folder: do not use it."
              .formatted(name));
    }
    return file;
  }

  private static long copy(InputStream in, OutputStream out, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    int read = in.read(buffer);
    while (read >= 0) {
      copied += read;
      if (copied > most) {
        throw new CorpusException(
            "The zip file holds more than %d GB: do not use it.".formatted(MOST_BYTES >> 30));
      }
      out.write(buffer, 0, read);
      read = in.read(buffer);
    }
    return copied;
  }
}
