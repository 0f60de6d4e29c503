package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/**
 * A command of Tenor in a process of its own, which ends with this one, however this one ends: its
 * standard input is a pipe from here, and is at its end when there is nobody any more.
 */
final class ChildCommand implements AutoCloseable {

  /** Of the JVM of a child. */
  private static final String CHILD = "tenor.child";

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(15);

  private final String name;
  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private ChildCommand(String name, Process process, String readyWords) {
    this.name = name;
    this.process = process;
    var listener = new Thread(() -> listen(readyWords), name + "-output");
    listener.setDaemon(true);
    listener.start();
  }

  /**
   * Starts one with the class path of this JVM; its errors go where those of this process go.
   *
   * @param name of the command, for messages
   * @param jvm options of its JVM
   * @param readyWords begin the line that says that it is ready
   * @param gcLog where it writes of its garbage collections
   * @param arguments the command and its options
   */
  static ChildCommand start(
      String name, List<String> jvm, String readyWords, Path gcLog, List<String> arguments) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx1g");
    line.add("-Djava.awt.headless=true");
    line.add("-D" + CHILD + "=true");
    line.add("-Xlog:gc:file=%s:time".formatted(gcLog));
    line.addAll(jvm);
    line.add(TenorCli.class.getName());
    line.addAll(arguments);
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      return new ChildCommand(name, builder.start(), readyWords);
    } catch (IOException e) {
      throw UserException.failure("The %s could not be started: %s".formatted(name, e), e);
    }
  }

  /** In a child: ends this process, in order, when the one that started it is gone. */
  static void endWithParent() {
    if (!Boolean.getBoolean(CHILD)) {
      return;
    }
    var watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Nobody is there either.
              }
              System.exit(CommandLine.ExitCode.SOFTWARE);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private void listen(String readyWords) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(readyWords)) {
          ready.complete(line);
        }
      }
    } catch (IOException e) {
      // It has ended, as the next line says.
    }
    ready.completeExceptionally(new IOException("it has ended"));
  }

  /**
   * Waits until it is ready, and gives the line that says so.
   *
   * @throws UserException if it has ended before that, or is not after that long
   */
  String awaitReady() throws InterruptedException {
    try {
      return ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw UserException.failure(
          "The %s did not start: it says above why, or run it again with --verbose."
              .formatted(name),
          e);
    }
  }

  /** Its process. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /** How it ended, if it has. */
  Optional<Integer> exit() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** Asks it to end, and waits for that. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
