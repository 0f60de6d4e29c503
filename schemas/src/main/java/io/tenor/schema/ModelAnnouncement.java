package io.tenor.schema;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * That a model is there to be served: every monitor fetches the file, checks it, warms it up and
 * goes on with it between two windows. The key is the role, so that the last one counts; a record
 * without a value withdraws it.
 *
 * @param role what it is to do
 * @param model name and version, as stamped on every event: {@code compact:1.0.0}
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param bytes of the file, above 0
 * @param address where every monitor can fetch the file: {@code kafka:} and the name of {@link
 *     Topics#modelFiles()} if it is there; or a {@code file:}, {@code http:} or {@code https:} URI,
 *     which monitors ask only if they were told that they may
 * @param properties what the file says of itself, sorted by name: labels, front end, calibration,
 *     figures
 * @param publishedAt when it was announced
 */
public record ModelAnnouncement(
    ModelRole role,
    String model,
    String sha256,
    long bytes,
    String address,
    Map<String, String> properties,
    Instant publishedAt) {

  static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public ModelAnnouncement {
    Checks.present(role, "role");
    Checks.text(model, "model");
    if (!SHA_256.matcher(Checks.present(sha256, "sha256")).matches()) {
      throw new IllegalArgumentException("sha256 is not 64 lower-case hexadecimal digits");
    }
    Checks.positive(bytes, "bytes");
    Checks.text(address, "address");
    if (!URI.create(address).isAbsolute()) {
      throw new IllegalArgumentException("address has no scheme, such as https:");
    }
    // Sorted by name, so that equal announcements have one text.
    properties =
        Collections.unmodifiableMap(new TreeMap<>(Checks.present(properties, "properties")));
    publishedAt = Checks.present(publishedAt, "publishedAt").truncatedTo(ChronoUnit.MILLIS);
  }
}
