package io.tenor.trainer.data;

import io.tenor.trainer.data.TrainingBatches.Batch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Draws the next batch on a thread of its own while the network learns from this one; the batches
 * are those of the source.
 */
public final class Prefetch implements AutoCloseable {

  private final BatchSource source;
  private final long end;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "batches");
            made.setDaemon(true);
            return made;
          });
  private Future<Batch> next;
  private long step;

  /**
   * Begins to draw.
   *
   * @param source draws on this object's thread alone from now on
   * @param first number of the first batch
   * @param end one more than the number of the last batch
   */
  public Prefetch(BatchSource source, long first, long end) {
    this.source = source;
    this.end = end;
    step = first;
    next = thread.submit(() -> source.batch(first));
  }

  /** The next batch, waiting for it where it is not there yet. */
  public Batch take() {
    try {
      Batch batch = next.get();
      long following = ++step;
      if (following < end) {
        next = thread.submit(() -> source.batch(following));
      }
      return batch;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch cannot be drawn: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was drawn", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
