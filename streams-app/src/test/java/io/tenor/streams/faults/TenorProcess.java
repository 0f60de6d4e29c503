package io.tenor.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.streams.Patience;
import io.tenor.streams.cli.TenorCli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of Tenor in a process of its own, whose output goes to a file. */
public final class TenorProcess implements AutoCloseable {

  private final Process process;
  private final Path log;

  private TenorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it with the class path of this JVM. */
  public static TenorProcess start(Path log, String... command) {
    return start(log, List.of(), command);
  }

  /** The same with further options of the JVM. */
  public static TenorProcess start(Path log, List<String> jvm, String... command) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    line.addAll(jvm);
    line.add(TenorCli.class.getName());
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      return new TenorProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes that it has started, and theirs. */
  public List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Ends it at once, as the machine's failure would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and waits until it has. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(Patience.MINUTES, TimeUnit.MINUTES)) {
      kill();
    }
  }

  /** Waits until it has said something. */
  public void awaitSaid(String words) throws InterruptedException {
    long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
    while (!said().contains(words)) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new IllegalStateException("a process did not start; it said: " + said());
      }
      Thread.sleep(50);
    }
  }

  /** Waits until it has ended by itself, and says with which exit status. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(Patience.MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException("a process did not end; it said: " + said());
    }
    return process.exitValue();
  }

  /** What it has said. */
  public String said() {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of all objects that are reachable: it collects its garbage first. */
  long liveHeapBytes() {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var asked =
          new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
      var answer = new String(asked.getInputStream().readAllBytes(), UTF_8).strip();
      // Its last line is "Total", objects, bytes.
      return Long.parseLong(answer.substring(answer.lastIndexOf(' ') + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
