package io.tenor.streams.load;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * When which sensor of a load sends its next chunk: at the moment at which the chunk's last sample
 * is captured. The sensors begin at random moments of the first window hop, so that chunks and
 * windows come evenly. Times are nanoseconds since the load began; not thread-safe.
 */
final class Schedule {

  private static final long SEED = 2;

  private final long chunkNanos;
  private final long endNanos;
  private final long[] startNanos;
  private final long[] sent;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::atNanos));

  /**
   * A chunk to send.
   *
   * @param sensor whose, from 0
   * @param number of the chunk, from 0
   * @param atNanos when its last sample is captured
   */
  record Due(int sensor, long number, long atNanos) {}

  /** The schedule of a plan. */
  Schedule(LoadPlan plan) {
    chunkNanos = plan.chunk().toNanos();
    endNanos = plan.sending().toNanos();
    long hopNanos = plan.hopSamples() * 1_000_000_000L / plan.timeline().frontEnd().sampleRateHz();
    var random = new SplittableRandom(SEED);
    startNanos = new long[plan.sensors()];
    sent = new long[plan.sensors()];
    for (int sensor = 0; sensor < startNanos.length; sensor++) {
      startNanos[sensor] = random.nextLong(hopNanos);
      add(new Due(sensor, 0, startNanos[sensor] + chunkNanos));
    }
  }

  private void add(Due due) {
    if (due.atNanos() <= endNanos) {
      queue.add(due);
    }
  }

  /** When the next chunk is due; {@link Long#MAX_VALUE} if none is left. */
  long nextNanos() {
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().atNanos();
  }

  /** Takes the next chunk. */
  Due take() {
    var due = queue.remove();
    sent[due.sensor()]++;
    add(new Due(due.sensor(), due.number() + 1, due.atNanos() + chunkNanos));
    return due;
  }

  /** When a sensor's first sample is captured. */
  long startNanos(int sensor) {
    return startNanos[sensor];
  }

  /** Chunks that were taken of a sensor. */
  long chunks(int sensor) {
    return sent[sensor];
  }

  /** When a sensor captures a sample. */
  long captureNanos(int sensor, long sample) {
    return startNanos[sensor] + sample * 1_000_000_000L / Speech.RATE_HZ;
  }
}
