package io.tenor.trainer.evaluation;

import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Runs the folds of a protocol that are not done, several at once if there are several executors.
 *
 * <p>A fold's result depends on its task alone, not on which executor runs it or when. A finished
 * fold is a file, an unfinished one a checkpoint, so that a killed run goes on where it was.
 */
public final class CrossValidation {

  /** What a run says about itself on its way; calls come one at a time. */
  public interface Listener {
    /** A fold begins, or goes on from its checkpoint. */
    void started(FoldTask task);

    /**
     * A fold has made some steps.
     *
     * @param progress of the fold
     * @param left estimated time until all folds are done
     */
    void progress(FoldTask task, TrainingProgress progress, Duration left);

    /**
     * A fold is done.
     *
     * @param kept whether it was finished by an earlier run
     * @param done number of folds done so far
     */
    void done(FoldTask task, FoldResult result, boolean kept, int done);
  }

  private final FoldStore store;
  private final Listener listener;

  /** Fixes where folds are kept and who is told. */
  public CrossValidation(FoldStore store, Listener listener) {
    this.store = store;
    this.listener = listener;
  }

  /**
   * Runs to the end.
   *
   * @param tasks all folds, in the order of their start
   * @param executors at least one; not closed here
   * @param stop true ends the run with its state kept
   * @return the results in the order of the tasks; empty if stopped
   * @throws IOException in one sentence, if a fold cannot be run or read
   */
  public Optional<List<FoldResult>> run(
      List<FoldTask> tasks, List<? extends FoldExecutor> executors, BooleanSupplier stop)
      throws IOException {
    RemainingTime remaining = new RemainingTime(executors.size());
    ConcurrentLinkedQueue<FoldTask> open = new ConcurrentLinkedQueue<>();
    int kept = 0;
    for (FoldTask task : tasks) {
      Optional<FoldResult> earlier = store.read(task);
      if (earlier.isPresent()) {
        listener.done(task, earlier.get(), true, ++kept);
      } else {
        remaining.add(task);
        open.add(task);
      }
    }
    Run run = new Run(open, remaining, stop, kept);
    if (!run.all(executors)) {
      return Optional.empty();
    }
    List<FoldResult> results = new ArrayList<>();
    for (FoldTask task : tasks) {
      results.add(
          store
              .read(task)
              .orElseThrow(() -> new IOException("The file of " + task.title() + " is gone.")));
    }
    return Optional.of(results);
  }

  /** One run's shared state. */
  private final class Run {
    private final ConcurrentLinkedQueue<FoldTask> open;
    private final RemainingTime remaining;
    private final BooleanSupplier stop;
    private final Object telling = new Object();
    private int done;
    private volatile boolean failed;

    Run(
        ConcurrentLinkedQueue<FoldTask> open,
        RemainingTime remaining,
        BooleanSupplier stop,
        int done) {
      this.open = open;
      this.remaining = remaining;
      this.stop = stop;
      this.done = done;
    }

    /** Works off all tasks with a thread for each executor; false if stopped. */
    boolean all(List<? extends FoldExecutor> executors) throws IOException {
      ExecutorService threads = Executors.newFixedThreadPool(executors.size());
      try {
        List<Future<Boolean>> ends = new ArrayList<>();
        for (FoldExecutor executor : executors) {
          ends.add(threads.submit(() -> some(executor)));
        }
        boolean finished = true;
        IOException failure = null;
        for (Future<Boolean> end : ends) {
          try {
            finished &= end.get();
          } catch (ExecutionException e) {
            failure = failure == null ? asIo(e.getCause()) : failure;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed = true;
            finished = false;
          }
        }
        if (failure != null) {
          throw failure;
        }
        return finished;
      } finally {
        threads.shutdown();
      }
    }

    /** One executor's share; false if stopped. */
    private boolean some(FoldExecutor executor) throws IOException {
      FoldTask task = open.poll();
      while (task != null) {
        if (stopped() || !one(executor, task)) {
          return false;
        }
        task = open.poll();
      }
      return true;
    }

    private boolean one(FoldExecutor executor, FoldTask task) throws IOException {
      synchronized (telling) {
        listener.started(task);
      }
      try {
        if (!executor.execute(task, this::stopped, progress -> tell(task, progress))) {
          return false;
        }
      } catch (IOException | RuntimeException | Error e) {
        failed = true; // the others stop too, with their state kept
        throw e;
      }
      FoldResult result =
          store
              .read(task)
              .orElseThrow(() -> new IOException(task.title() + " ended without a result."));
      synchronized (telling) {
        remaining.done(task);
        listener.done(task, result, false, ++done);
      }
      return true;
    }

    private void tell(FoldTask task, TrainingProgress progress) {
      synchronized (telling) {
        listener.progress(task, progress, remaining.after(task, progress));
      }
    }

    private boolean stopped() {
      return failed || stop.getAsBoolean();
    }
  }

  private static IOException asIo(Throwable cause) {
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
