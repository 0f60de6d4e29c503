package io.tenor.streams.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** What a process of this machine uses. One for each measurement; not thread-safe. */
public final class ProcessMeter {

  private final String name;
  private final ProcessHandle process;
  private final Path status;
  private long lookedNanos = System.nanoTime();
  private Duration cpu;
  private long peakBytes;

  /**
   * Begins to measure.
   *
   * @param name what it is called in reports
   * @param process whose time the system tells
   */
  public ProcessMeter(String name, ProcessHandle process) {
    this.name = name;
    this.process = process;
    this.status = Path.of("/proc", Long.toString(process.pid()), "status");
    this.cpu = cpu();
  }

  /**
   * What it used since it was looked at last.
   *
   * @param name of the process
   * @param cores processor time by time; 0 where the system does not tell
   * @param residentBytes memory that it holds now; empty where the system does not tell
   */
  public record Use(String name, double cores, OptionalLong residentBytes) {}

  /** What it used since this was called last, or since the meter was made. */
  Use look() {
    long now = System.nanoTime();
    var spent = cpu();
    double cores = spent.minus(cpu).toNanos() / (double) Math.max(1, now - lookedNanos);
    cpu = spent;
    lookedNanos = now;
    var resident = residentBytes();
    peakBytes = Math.max(peakBytes, resident.orElse(0));
    return new Use(name, Math.max(0, cores), resident);
  }

  /** The most memory it held when it was looked at, bytes; 0 where the system does not tell. */
  long peakBytes() {
    return peakBytes;
  }

  /** What it is called. */
  String name() {
    return name;
  }

  /** Processor time that it has used since it began. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private OptionalLong residentBytes() {
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty(); // not a system that tells it, or the process has ended
    }
  }
}
