package io.tenor.streams.monitor;

import io.tenor.streams.admin.MissingLibrary;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows of every thread of a monitor that has failed, and decides what becomes of the monitor: what
 * the exit status, the last sentence, the log and the health say is all taken from here. Safe for
 * several threads.
 *
 * <pre>
 *            a thread fails,                    tried for too long, failed too often,
 *            a reader is refused                or nothing to hope for
 *   well ----------------------> in trouble ------------------------------------------> ended
 *    ^                               |
 *    +-------------------------------+
 *      all threads run, and none has failed for a while
 * </pre>
 *
 * <p>A stream thread that failed is replaced and starts again from the last commit. One in the
 * background goes on by itself after an exception; an error ends the monitor, because nobody would
 * notice that the thread is gone.
 */
final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** Waits, and says whether it was told to end meanwhile. */
  @FunctionalInterface
  interface Waiting {
    /** Waits for so long at most; true if the monitor ends. */
    boolean await(Duration pause) throws InterruptedException;
  }

  private record Trouble(long sinceNanos, Throwable cause) {}

  private final Patience patience;
  private final int threads;
  private final LongSupplier nanoClock;
  private final Waiting waiting;
  private final CountDownLatch ending;

  /** Times at which stream threads failed for an unknown reason. */
  private final Deque<Long> failures = new ArrayDeque<>();

  /** Background threads that cannot do their work just now. */
  private final Map<String, Trouble> troubles = new TreeMap<>();

  /** The stream threads' failures in a row; empty if they are well. */
  private Optional<Trouble> row = Optional.empty();

  private int inRow;

  /** When a stream thread failed last, or was replaced after it. */
  private long lastNanos;

  private int paused;
  private Optional<MonitorFailedException> failure = Optional.empty();
  private Runnable onEnd = () -> {};

  /**
   * Knows of no failure.
   *
   * @param threads stream threads of the monitor
   */
  Supervisor(Patience patience, int threads) {
    this(patience, threads, System::nanoTime, new CountDownLatch(1));
  }

  private Supervisor(
      Patience patience, int threads, LongSupplier nanoClock, CountDownLatch ending) {
    this(
        patience,
        threads,
        nanoClock,
        pause -> ending.await(pause.toNanos(), TimeUnit.NANOSECONDS),
        ending);
  }

  /** The same by another clock. */
  Supervisor(Patience patience, int threads, LongSupplier nanoClock, Waiting waiting) {
    this(patience, threads, nanoClock, waiting, new CountDownLatch(1));
  }

  private Supervisor(
      Patience patience,
      int threads,
      LongSupplier nanoClock,
      Waiting waiting,
      CountDownLatch ending) {
    this.patience = patience;
    this.threads = threads;
    this.nanoClock = nanoClock;
    this.waiting = waiting;
    this.ending = ending;
  }

  /** What is done when the monitor has to end by itself; must not wait. */
  synchronized void onEnd(Runnable action) {
    onEnd = action;
  }

  /** The monitor was asked to stop: nobody waits any more. */
  void stopping() {
    ending.countDown();
  }

  /**
   * A stream thread has failed; called by the thread, which waits here before it is replaced.
   *
   * @param hasRun whether the monitor has ever had its share of the sensors: what is missing at the
   *     first start was never there, and is told at once
   * @return whether to replace it; if not, the monitor has ended
   */
  boolean replace(Throwable thrown, boolean hasRun) {
    var pause = pauseBefore(thrown, hasRun);
    if (pause.isEmpty()) {
      return false;
    }
    try {
      boolean unused = waiting.await(pause.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        paused--;
        lastNanos = nanoClock.getAsLong();
      }
    }
    return failure().isEmpty();
  }

  /** How long to wait before the thread is replaced; empty if it is not. */
  private synchronized Optional<Duration> pauseBefore(Throwable thrown, boolean hasRun) {
    long now = nanoClock.getAsLong();
    boolean anew = row.isEmpty() || now - lastNanos > patience.forgotten().toNanos();
    inRow = anew ? 0 : inRow;
    row = Optional.of(new Trouble(anew ? now : row.get().sinceNanos(), thrown));
    lastNanos = now;
    var end = reasonToEnd(thrown, hasRun, now);
    if (end.isPresent()) {
      end(new MonitorFailedException(end.get(), thrown));
      return Optional.empty();
    }
    LOG.atWarn()
        .addKeyValue("failure", name(thrown))
        .addKeyValue("times", inRow + 1)
        .log("A stream thread failed and starts again from the last commit");
    LOG.debug("The failure", thrown);
    paused++;
    return Optional.of(Patience.pause(inRow++ / threads));
  }

  private Optional<String> reasonToEnd(Throwable thrown, boolean hasRun, long now) {
    var kind = FailureKind.of(thrown);
    if (kind == FailureKind.LASTING || (kind == FailureKind.REFUSED && !hasRun)) {
      return Optional.of(
          MissingLibrary.remedy(thrown)
              .orElse("A stream thread failed (%s).".formatted(name(thrown))));
    }
    if (kind != FailureKind.UNKNOWN) {
      return now - row.orElseThrow().sinceNanos() > patience.passing().toNanos()
          ? Optional.of(tooLong("A stream thread", thrown))
          : Optional.empty();
    }
    failures.addLast(now);
    while (now - failures.getFirst() > patience.within().toNanos()) {
      failures.removeFirst();
    }
    return failures.size() > patience.failures() * threads
        ? Optional.of(
            "Stream threads failed %d times within %d minutes (%s): run it again with --verbose to see where."
                .formatted(failures.size(), patience.within().toMinutes(), name(thrown)))
        : Optional.empty();
  }

  private String tooLong(String who, Throwable thrown) {
    return "%s could not go on for %d s (%s)."
        .formatted(who, patience.passing().toSeconds(), name(thrown));
  }

  /** A thread in the background cannot do its work just now, and tries again. */
  synchronized void trouble(String thread, Throwable cause) {
    long now = nanoClock.getAsLong();
    var before = troubles.get(thread);
    troubles.put(thread, new Trouble(before == null ? now : before.sinceNanos(), cause));
    if (before == null) {
      LOG.atWarn()
          .addKeyValue("thread", thread)
          .addKeyValue("failure", name(cause))
          .log("A thread in the background cannot do its work just now, and tries again");
      LOG.debug("The failure", cause);
    } else if (FailureKind.of(cause) == FailureKind.LASTING
        || now - before.sinceNanos() > patience.passing().toNanos()) {
      end(
          new MonitorFailedException(
              MissingLibrary.remedy(cause).orElse(tooLong("The thread " + thread, cause)), cause));
    }
  }

  /** It does its work again. */
  synchronized void well(String thread) {
    if (troubles.remove(thread) != null) {
      LOG.atWarn().addKeyValue("thread", thread).log("A thread in the background goes on");
    }
  }

  /** A thread has ended and will not come back: the monitor ends. */
  void died(String thread, Throwable cause) {
    end(
        new MonitorFailedException(
            MissingLibrary.remedy(cause)
                .orElse(
                    "The thread %s died (%s): run it again with --verbose to see where."
                        .formatted(thread, name(cause))),
            cause));
  }

  /** The monitor cannot go on. The first reason counts. */
  synchronized void end(MonitorFailedException reason) {
    if (failure.isEmpty()) {
      failure = Optional.of(reason);
      LOG.atDebug().setCause(reason).log("The monitor ends by itself");
      ending.countDown();
      onEnd.run();
    }
  }

  /** Why the monitor has ended by itself, if it has. */
  synchronized Optional<MonitorFailedException> failure() {
    return failure;
  }

  /**
   * Why sensors may not be heard just now, in one sentence; empty if all threads are well.
   *
   * @param allRun whether every stream thread has its share
   */
  synchronized Optional<String> trouble(boolean allRun) {
    boolean settled =
        paused == 0 && allRun && nanoClock.getAsLong() - lastNanos > patience.settled().toNanos();
    if (row.isPresent() && !settled) {
      return Optional.of(
          "A stream thread failed and starts again (%s).".formatted(name(row.get().cause())));
    }
    return troubles.entrySet().stream()
        .findFirst()
        .map(
            entry ->
                "The thread %s cannot do its work (%s)."
                    .formatted(entry.getKey(), name(entry.getValue().cause())));
  }

  /** Runs something in a daemon thread; if that fails, the monitor ends. */
  Thread start(String name, Runnable work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException | Error e) {
                died(name, e);
                throw e;
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The innermost cause by its class alone: its message could quote what it choked on. */
  private static String name(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }
}
