package io.tenor.trainer.evaluation;

import io.tenor.trainer.evaluation.WorkerMessage.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/**
 * The child's end of {@link WorkerFolds}: reads numbers of tasks from its input, runs them, and
 * writes what happens as {@link WorkerMessage}s. When its input ends, because the parent closed it
 * or is no more, the worker keeps its state and ends.
 */
public final class FoldWorker {

  private final List<FoldTask> tasks;
  private final FoldExecutor executor;
  private final LinkedBlockingQueue<Optional<FoldTask>> orders = new LinkedBlockingQueue<>();
  private volatile boolean abandoned;

  /**
   * Prepares a worker.
   *
   * @param tasks all folds in the order that the parent counts them in
   * @param executor runs them
   */
  public FoldWorker(List<FoldTask> tasks, FoldExecutor executor) {
    this.tasks = List.copyOf(tasks);
    this.executor = executor;
  }

  /** Serves until the input ends or a stop is asked for. */
  public void serve(InputStream in, PrintWriter out, BooleanSupplier stop)
      throws InterruptedException {
    Thread listener = new Thread(() -> listen(in), "orders");
    listener.setDaemon(true);
    listener.start();
    Optional<FoldTask> order = orders.take();
    while (order.isPresent() && !stop.getAsBoolean()) {
      say(out, run(order.get(), out, stop));
      order = orders.take();
    }
  }

  private WorkerMessage run(FoldTask task, PrintWriter out, BooleanSupplier stop) {
    try {
      boolean done =
          executor.execute(
              task,
              () -> abandoned || stop.getAsBoolean(),
              progress -> say(out, new WorkerMessage(Kind.PROGRESS, progress, null)));
      return new WorkerMessage(done ? Kind.DONE : Kind.STOPPED, null, null);
    } catch (IOException | RuntimeException e) {
      return new WorkerMessage(
          Kind.FAILED, null, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void listen(InputStream in) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        orders.add(Optional.of(tasks.get(Integer.parseInt(line.strip()))));
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      abandoned = true;
      orders.add(Optional.empty());
    }
  }

  private static void say(PrintWriter out, WorkerMessage message) {
    out.println(message.line());
    out.flush();
  }
}
