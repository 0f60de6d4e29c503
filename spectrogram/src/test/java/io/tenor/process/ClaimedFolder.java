package io.tenor.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process with a folder of its own, until it is killed or told to end. */
final class ClaimedFolder implements AutoCloseable {

  private final Process process;
  private final Path path;

  private ClaimedFolder(Process process, Path path) {
    this.process = process;
    this.path = path;
  }

  /** Starts one and returns when it has its folder. */
  static ClaimedFolder in(Path temporary) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java, "-Xmx32m", "-Djava.io.tmpdir=" + temporary, ClaimedFolder.class.getName());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var said = process.inputReader(StandardCharsets.UTF_8).readLine();
      return new ClaimedFolder(process, Path.of(said));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /** Ends it as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Has it end in order. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** What the process does: it stays until its input ends. */
  public static void main(String[] args) throws IOException {
    NativeLibraries.prepare();
    var folder = ProcessFolder.ofThisProcess();
    Files.writeString(NativeLibraries.folder(folder).resolve("library.so"), "a library");
    System.out.println(folder);
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
