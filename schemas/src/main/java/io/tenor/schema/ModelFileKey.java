package io.tenor.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a record of {@link Topics#modelFiles()}: which part of which file its value is. A file
 * is cut into parts of {@link #PART_BYTES}, of which the last may be shorter; its announcement says
 * how long it is, so how many there are.
 *
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 * @param part from 0
 */
public record ModelFileKey(String sha256, int part) {

  /** Length of every part but the last: half of what a broker takes that is told nothing. */
  public static final int PART_BYTES = 512 << 10;

  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64})/(0|[1-9][0-9]{0,4})");

  /** Checks the parts; an IllegalArgumentException names the wrong one. */
  public ModelFileKey {
    if (!ModelAnnouncement.SHA_256.matcher(Checks.present(sha256, "sha256")).matches()) {
      throw new IllegalArgumentException("sha256 is not 64 lower-case hexadecimal digits");
    }
    if (part < 0) {
      throw new IllegalArgumentException("part is " + part);
    }
  }

  /** The key as it is written: {@code SHA256/PART}. */
  public String text() {
    return sha256 + '/' + part;
  }

  /** Reads a key; empty if it is none. */
  public static Optional<ModelFileKey> parse(String text) {
    var matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new ModelFileKey(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** How many parts a file of so many bytes has. */
  public static int parts(int bytes) {
    return bytes / PART_BYTES + (bytes % PART_BYTES == 0 ? 0 : 1);
  }
}
