package io.tenor.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a set of training files: over each file's name (UTF-8), a zero byte, its length (8
 * bytes, big-endian) and its bytes, files sorted by name by whoever adds them.
 */
public final class TrainingHash {

  private final MessageDigest digest;

  /** A hash over no file yet. */
  public TrainingHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The hash of all wav files of a folder, by their names without folders.
   *
   * @throws IOException if one cannot be read, or there is none
   */
  public static String ofFileNames(Path folder) throws IOException {
    TrainingHash hash = new TrainingHash();
    for (Path wav :
        NamedFiles.wavs(folder).stream()
            .sorted((a, b) -> NamedFiles.fileName(a).compareTo(NamedFiles.fileName(b)))
            .toList()) {
      hash.add(NamedFiles.fileName(wav), Files.readAllBytes(wav));
    }
    return hash.hex();
  }

  /** Adds one file; the order counts. */
  public void add(String name, byte[] bytes) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
    digest.update(bytes);
  }

  /** 64 lower-case hex digits; the hash starts anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
