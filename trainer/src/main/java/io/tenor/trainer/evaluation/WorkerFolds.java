package io.tenor.trainer.evaluation;

import io.tenor.trainer.training.TrainingProgress;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs folds in a process of its own, which is started with the first fold: the engine allows one
 * training in a process, and its random numbers are shared by the threads of a process.
 */
public final class WorkerFolds implements FoldExecutor {

  private static final long PATIENCE_SECONDS = 40;

  private final ProcessBuilder command;
  private final List<FoldTask> tasks;
  private Process process;
  private BufferedWriter orders;
  private BufferedReader messages;

  /**
   * Prepares a worker.
   *
   * @param command starts a process that runs {@link FoldWorker} with the same tasks; what it
   *     writes to its standard error appears on this process's
   * @param tasks all folds
   */
  public WorkerFolds(ProcessBuilder command, List<FoldTask> tasks) {
    this.command = command.redirectError(ProcessBuilder.Redirect.INHERIT);
    this.tasks = List.copyOf(tasks);
  }

  @Override
  public boolean execute(FoldTask task, BooleanSupplier stop, Consumer<TrainingProgress> progress)
      throws IOException {
    if (process == null) {
      process = command.start();
      orders = process.outputWriter(StandardCharsets.UTF_8);
      messages = process.inputReader(StandardCharsets.UTF_8);
    }
    try {
      orders.write(tasks.indexOf(task) + "\n");
      orders.flush();
    } catch (IOException e) {
      return ended(task, stop);
    }
    boolean told = false;
    while (true) {
      String line = messages.readLine();
      if (line == null) {
        return ended(task, stop);
      }
      Optional<WorkerMessage> message = WorkerMessage.of(line);
      if (message.isPresent()) {
        switch (message.get().kind()) {
          case PROGRESS -> progress.accept(message.get().progress());
          case DONE -> {
            return true;
          }
          case STOPPED -> {
            return false;
          }
          case FAILED -> throw new IOException(message.get().sentence());
        }
      }
      if (!told && stop.getAsBoolean()) {
        told = true;
        endOrders(); // the worker keeps its state and says so
      }
    }
  }

  /** The process is no more: because it was asked to stop as well, or for a reason to report. */
  private boolean ended(FoldTask task, BooleanSupplier stop) throws IOException {
    if (stop.getAsBoolean()) {
      return false;
    }
    int status;
    try {
      status = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (stop.getAsBoolean()) {
      return false;
    }
    throw new IOException(
        "The process that ran %s ended with status %d: start the same command again to go on."
            .formatted(task.title(), status));
  }

  private void endOrders() {
    try {
      orders.close();
    } catch (IOException e) {
      process.destroy(); // it does not listen any more
    }
  }

  /** Ends the process; a fold under way would keep its state first. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    endOrders();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
