package io.tenor.trainer.corpus;

import io.tenor.corpus.CorpusException;
import io.tenor.corpus.TrainingHash;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Fetches a corpus from its own address: download, unpack, check, and only then give it its name.
 * The checksum is over names and bytes of the recordings inside, so that whatever the server or the
 * way sends, a fetched corpus is the one that published figures speak of.
 */
public final class CorpusFetch {

  /** EMO-DB's address, as its makers give it. */
  public static final URI EMODB = URI.create("http://emodb.bilderbar.info/download/download.zip");

  private final URI address;
  private final String sha256;

  /**
   * Prepares.
   *
   * @param address of a zip file
   * @param sha256 {@link TrainingHash} over the wav files in it, by file name
   */
  public CorpusFetch(URI address, String sha256) {
    this.address = address;
    this.sha256 = sha256;
  }

  /**
   * Fetches into a folder. A download that broke off goes on where it was, as long as its part is
   * there.
   *
   * @param folder to be made; next to it the download is kept until it is unpacked
   * @param progress told about bytes received
   * @throws CorpusException in one sentence, if the folder is there, or the corpus cannot be had or
   *     is not the right one
   */
  public void into(Path folder, Download.Progress progress)
      throws CorpusException, InterruptedException {
    Path target = folder.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new CorpusException(
          folder + " is there already: remove it, or give another folder with --out.");
    }
    Path zip = target.resolveSibling(target.getFileName() + ".zip.part");
    Path unpacked = target.resolveSibling(target.getFileName() + ".unpacked");
    try {
      Files.createDirectories(target.getParent());
      new Download(address).to(zip, progress);
      delete(unpacked);
      Unzip.into(zip, unpacked);
      String found = TrainingHash.ofFileNames(unpacked);
      if (!found.equals(sha256)) {
        delete(unpacked);
        Files.delete(zip);
        throw new CorpusException(
            "What %s sent is not the corpus that is known: its recordings hash to %s, not %s; it is"
                    .formatted(address, found, sha256)
                + " removed, so ask the corpus's makers what has changed.");
      }
      Files.move(unpacked, target);
      Files.delete(zip);
    } catch (CorpusException e) {
      throw e;
    } catch (IOException e) {
      throw new CorpusException(
          "%s cannot be fetched into %s: %s".formatted(address, folder, message(e)), e);
    }
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException problem)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
