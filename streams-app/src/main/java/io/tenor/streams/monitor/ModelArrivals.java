package io.tenor.streams.monitor;

import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.streams.model.ModelException;
import io.tenor.streams.model.ModelFetch;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The files of announced models that are on their way: of each role the one that was announced
 * last. For one thread, which never waits for a file unless it asks to.
 */
final class ModelArrivals implements AutoCloseable {

  /**
   * A fetch that has ended.
   *
   * @param wanted what was announced
   * @param file given where it is needed
   */
  record Arrival(ModelAnnouncement wanted, CompletableFuture<byte[]> file) {

    /**
     * The file.
     *
     * @throws ModelException if it could not be had
     */
    byte[] get() {
      try {
        return file.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof ModelException known
            ? known
            : new ModelException("The model cannot be fetched.", e);
      } catch (CancellationException e) {
        throw new ModelException("The model is not fetched any more.", e);
      }
    }
  }

  private final ModelFetch fetch;
  private final Map<ModelRole, Arrival> pending = new EnumMap<>(ModelRole.class);

  /** Fetches with this, which is closed with this. */
  ModelArrivals(ModelFetch fetch) {
    this.fetch = fetch;
  }

  /** Begins to fetch; what was wanted for the role before is not any more. */
  void begin(ModelAnnouncement wanted) {
    forget(wanted.role());
    pending.put(
        wanted.role(),
        new Arrival(
            wanted, fetch.fetch(URI.create(wanted.address()), wanted.bytes(), wanted.sha256())));
  }

  /** Nothing is wanted for a role. */
  void forget(ModelRole role) {
    var before = pending.remove(role);
    if (before != null) {
      before.file().cancel(true);
    }
  }

  /** What has ended since, the live model first; each once. */
  List<Arrival> take() {
    var arrived = new ArrayList<Arrival>();
    pending.values().stream().filter(arrival -> arrival.file().isDone()).forEach(arrived::add);
    arrived.forEach(arrival -> pending.remove(arrival.wanted().role()));
    return arrived;
  }

  /** Waits until all have ended, or for so long. */
  void await(Duration atMost) throws InterruptedException {
    var all =
        CompletableFuture.allOf(
            pending.values().stream().map(Arrival::file).toArray(CompletableFuture<?>[]::new));
    try {
      all.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      // What has failed says so when it is taken, and what has not ended goes on.
    }
  }

  @Override
  public void close() {
    List.copyOf(pending.keySet()).forEach(this::forget);
    fetch.close();
  }
}
