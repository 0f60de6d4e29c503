package io.tenor.streams.sizing;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One stream thread as a queue with one server, event by event:
 *
 * <pre>
 * chunks of all sensors -> [ queue ] -> hear -> windows wait -> score a batch -> commit -> readable
 * </pre>
 *
 * <p>Chunks come whether or not the thread keeps up, each sensor's at its own phase. The thread
 * takes them in their order. The chunk that completes a window puts it into the batch, which is
 * scored when it is full or when the batch delay is over, whichever is first; what is scored is
 * readable at the end of the next commit. The same seed gives the same latencies, and a sensor
 * keeps its phase and its speech when others are added.
 *
 * <p>Not here: partitions that are fetched in turns, pauses of the collector, a consumer that reads
 * in blocks. Measured latencies will be somewhat longer.
 */
final class ThreadSimulation {

  /** How chunks come. */
  enum Arrivals {
    /** Each sensor at its own pace, as microphones do. */
    PERIODIC,
    /** At random, for comparison with what is known of queues. */
    POISSON
  }

  private static final double MICROS_PER_MS = 1e3;

  /** For a number of windows: a chunk has fewer than two to the power of it. */
  private static final int BITS = 8;

  private static final int MASK = (1 << BITS) - 1;

  private final ThreadLoad load;
  private final double batchDelay;
  private final double commitInterval;

  /** Each chunk in order: when it comes, microseconds, and in its low bits what it completes. */
  private final long[] chunks;

  private final double[] latencies;

  /** When the chunks came whose windows wait for their batch. */
  private final double[] waiting;

  /** When the chunks came whose windows are scored and not committed. */
  private final double[] scored;

  private double now;
  private double busy;
  private double batchDue;
  private double commitDue;
  private int waitingCount;
  private int waitingSpeech;
  private int scoredCount;
  private int readable;

  private ThreadSimulation(ThreadLoad load, long[] chunks, int windows) {
    this.load = load;
    this.chunks = chunks;
    this.latencies = new double[windows];
    this.waiting = new double[windows];
    this.scored = new double[windows];
    this.batchDelay = load.timing().batchDelayMs() * MICROS_PER_MS;
    this.commitInterval = load.timing().commitIntervalMs() * MICROS_PER_MS;
    this.batchDue = batchDelay;
    this.commitDue = commitInterval;
  }

  /**
   * Runs until all windows of the chunks that came are readable.
   *
   * @param seconds for which chunks come
   * @param seed of phases and speech
   * @return of all windows; of none, all zero
   */
  static Latencies run(ThreadLoad load, Arrivals arrivals, double seconds, long seed) {
    var chunks = arrivals(load, arrivals, seconds * 1e6, seed);
    int windows = Arrays.stream(chunks).mapToInt(chunk -> spoken(chunk) + silent(chunk)).sum();
    return new ThreadSimulation(load, chunks, windows).run(seconds * 1e6);
  }

  /** The chunks of all sensors in their order. */
  private static long[] arrivals(ThreadLoad load, Arrivals arrivals, double until, long seed) {
    var work = load.work();
    double period = work.chunkMs() * MICROS_PER_MS;
    double windowsPerChunk = work.windowsPerSecond() / work.chunksPerSecond();
    var all = new long[load.sensors()][];
    for (int sensor = 0; sensor < all.length; sensor++) {
      var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + sensor);
      var own = new long[(int) (2 * until / period) + 64];
      int count = 0;
      double windows = random.nextDouble();
      double at = random.nextDouble() * period;
      while (at < until && count < own.length) {
        windows += windowsPerChunk;
        int spoken = 0;
        int silent = 0;
        for (; windows >= 1; windows--) {
          boolean speech = random.nextDouble() < work.speechShare();
          spoken += speech ? 1 : 0;
          silent += speech ? 0 : 1;
        }
        own[count++] = Math.round(at) << (2 * BITS) | (long) spoken << BITS | silent;
        at += arrivals == Arrivals.PERIODIC ? period : -Math.log1p(-random.nextDouble()) * period;
      }
      all[sensor] = Arrays.copyOf(own, count);
    }
    return Arrays.stream(all).flatMapToLong(Arrays::stream).sorted().toArray();
  }

  /** Microseconds: a day of them is exact in a double. */
  private static double arrival(long chunk) {
    return (double) (chunk >> (2 * BITS));
  }

  /** Windows with speech that a chunk completes. */
  private static int spoken(long chunk) {
    return (int) (chunk >> BITS & MASK);
  }

  /** Windows without speech that it completes. */
  private static int silent(long chunk) {
    return (int) (chunk & MASK);
  }

  private Latencies run(double until) {
    double busyUntilEnd = 0;
    for (long chunk : chunks) {
      doWhatIsDueBefore(arrival(chunk));
      now = Math.max(now, arrival(chunk));
      work(load.chunkMicros());
      for (int i = spoken(chunk) + silent(chunk); i > 0; i--) {
        waiting[waitingCount++] = arrival(chunk);
      }
      waitingSpeech += spoken(chunk);
      if (waitingCount >= load.timing().maxBatch()) {
        score();
      }
      lookAtTheClock();
      if (now <= until) {
        busyUntilEnd = busy;
      }
    }
    score();
    now = Math.max(now, commitDue);
    commit();
    return summary(busyUntilEnd / until);
  }

  /** While nothing comes, batches and commits happen when they are due. */
  private void doWhatIsDueBefore(double arrival) {
    while (now < arrival) {
      double next = commitInterval > 0 ? Math.min(batchDue, commitDue) : batchDue;
      if (next >= arrival) {
        return;
      }
      now = Math.max(now, next);
      lookAtTheClock();
    }
  }

  /** Between two chunks. */
  private void lookAtTheClock() {
    if (now >= batchDue) {
      score();
      batchDue = after(batchDue, batchDelay);
    }
    if (commitInterval > 0 && now >= commitDue) {
      commit();
      commitDue = now + commitInterval;
    }
  }

  private double after(double due, double interval) {
    return due + interval * (Math.floor((now - due) / interval) + 1);
  }

  private void score() {
    work(
        waitingSpeech * load.scoredMicros() + (waitingCount - waitingSpeech) * load.silentMicros());
    System.arraycopy(waiting, 0, scored, scoredCount, waitingCount);
    scoredCount += waitingCount;
    waitingCount = 0;
    waitingSpeech = 0;
    if (commitInterval == 0) {
      commit();
    }
  }

  private void commit() {
    now += load.timing().commitMs() * MICROS_PER_MS;
    for (int i = 0; i < scoredCount; i++) {
      latencies[readable++] = (now - scored[i]) / MICROS_PER_MS + load.timing().transportMs();
    }
    scoredCount = 0;
  }

  private void work(double micros) {
    now += micros;
    busy += micros;
  }

  private Latencies summary(double busyShare) {
    if (readable == 0) {
      return new Latencies(0, 0, 0, 0, busyShare);
    }
    var sorted = Arrays.copyOf(latencies, readable);
    Arrays.sort(sorted);
    return new Latencies(
        readable,
        Arrays.stream(sorted).average().orElseThrow(),
        sorted[(readable - 1) / 2],
        sorted[(int) Math.min(readable - 1L, Math.round(0.99 * (readable - 1)))],
        busyShare);
  }
}
