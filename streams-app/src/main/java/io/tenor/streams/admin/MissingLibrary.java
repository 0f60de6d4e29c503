package io.tenor.streams.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out that the library of a compression could not be loaded. Kafka's clients unpack those of
 * zstd and snappy into the temporary directory and run them from there.
 */
public final class MissingLibrary {

  private static final List<String> LIBRARIES = List.of("zstd", "snappy");

  private MissingLibrary() {}

  /** What to do about it, in one sentence; empty if the failure is another one. */
  public static Optional<String> remedy(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LinkageError error) {
        var library = LIBRARIES.stream().filter(name -> isOf(error, name)).findFirst();
        if (library.isPresent()) {
          return library.map(MissingLibrary::sentence);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(LinkageError error, String library) {
    return String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT).contains(library)
        || Arrays.stream(error.getStackTrace())
            .anyMatch(frame -> frame.getClassName().contains(library));
  }

  private static String sentence(String library) {
    return ("A topic is compressed with %s, whose library cannot be loaded: give this process a"
            + " temporary directory from which programs may be run"
            + " (TENOR_JAVA_OPTS=-Djava.io.tmpdir=DIR), or set compression.type=lz4 on the topics"
            + " and at who writes to them.")
        .formatted(library);
  }
}
