package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The finished lines of a file, whose writer may have been killed within a line. */
final class WholeLines implements AutoCloseable {

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long bytes;
  private long number;

  /** The lines of a file that is there. */
  WholeLines(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** The next line without its end; empty if no further one is finished. */
  Optional<String> next() throws IOException {
    line.reset();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        bytes += line.size() + 1L;
        number++;
        return Optional.of(line.toString(UTF_8));
      }
      line.write(b);
    }
    return Optional.empty();
  }

  /** Length of the lines that were given, with their ends. */
  long bytes() {
    return bytes;
  }

  /** The number of the line that was given last, from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
