package io.tenor.trainer.data;

import io.tenor.corpus.Corpus;
import io.tenor.spectrogram.FrontEnd;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The columns of a large corpus in a file, which all processes of a work folder map: they take no
 * heap, and are computed once. The file is named after a hash over everything that the columns
 * depend on, and has a checksum of its content; see {@link ColumnFile} for what is in it.
 */
public final class ColumnCache {

  /** Columns of fewer bytes are kept on the heap. */
  static final long LEAST_BYTES = 256L << 20;

  private static final String VERSION = "tenor-columns-1";
  private static final int BUFFER = 1 << 20;

  private final Path folder;
  private final long leastBytes;

  /**
   * Prepares.
   *
   * @param folder where files are kept; made with the first
   */
  public ColumnCache(Path folder) {
    this(folder, LEAST_BYTES);
  }

  ColumnCache(Path folder, long leastBytes) {
    this.folder = folder;
    this.leastBytes = leastBytes;
  }

  /**
   * The same as {@link TrainingSet#of}, from a file where the columns are many. A process that
   * finds another one computing them waits for it.
   *
   * @throws IllegalArgumentException if an utterance is too short for a column, naming it
   * @throws UncheckedIOException in one sentence, if the file cannot be written or read
   */
  public TrainingSet open(
      Corpus corpus,
      FrontEnd frontEnd,
      List<? extends UtteranceVariant> variants,
      long seed,
      int threads) {
    if (bytes(corpus, frontEnd, variants) < leastBytes) {
      return TrainingSet.of(corpus, frontEnd, variants, seed, threads);
    }
    String key = key(corpus, frontEnd, variants, seed);
    Path file = folder.resolve("columns-%s.bin".formatted(key.substring(0, 16)));
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("columns.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Optional<TrainingSet> kept = ColumnFile.read(file, key, corpus, frontEnd, variants.size());
        if (kept.isEmpty() && lock.isValid()) {
          write(file, key, corpus, frontEnd, variants, seed, threads);
          kept = ColumnFile.read(file, key, corpus, frontEnd, variants.size());
        }
        return kept.orElseThrow(() -> new IOException("it is damaged as soon as it is written"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The columns cannot be kept in %s (about %d MB): %s. Give another --work."
              .formatted(file, bytes(corpus, frontEnd, variants) >> 20, e.getMessage()),
          e);
    }
  }

  private static void write(
      Path file,
      String key,
      Corpus corpus,
      FrontEnd frontEnd,
      List<? extends UtteranceVariant> variants,
      long seed,
      int threads)
      throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    CRC32C checksum = new CRC32C();
    try (DataOutputStream out =
        new DataOutputStream(
            new CheckedOutputStream(
                new BufferedOutputStream(Files.newOutputStream(partial), BUFFER), checksum))) {
      out.write(key.getBytes(StandardCharsets.US_ASCII));
      List<Integer> frames = new ArrayList<>();
      TrainingSet.forEach(
          corpus,
          frontEnd,
          variants,
          seed,
          threads,
          item -> {
            for (Columns columns : item.variants()) {
              frames.add(columns.frames());
              try {
                out.write(columns.levels());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          });
      for (int count : frames) {
        out.writeInt(count);
      }
      out.flush();
      out.writeLong(checksum.getValue());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** About how many bytes the columns are. */
  private static long bytes(
      Corpus corpus, FrontEnd frontEnd, List<? extends UtteranceVariant> variants) {
    long samples = corpus.utterances().stream().mapToLong(u -> u.samples().length).sum();
    return samples / frontEnd.hopSamples() * frontEnd.bands() * variants.size();
  }

  /** 64 hex digits over everything that the columns depend on. */
  private static String key(
      Corpus corpus, FrontEnd frontEnd, List<? extends UtteranceVariant> variants, long seed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String all =
          String.join(
              "\n",
              VERSION,
              corpus.sha256(),
              Integer.toString(corpus.utterances().size()),
              frontEnd.toString(),
              variants.stream().map(UtteranceVariant::describe).collect(Collectors.joining("\n")),
              Long.toString(seed));
      return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
