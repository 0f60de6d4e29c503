package io.tenor.streams.monitor;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that asks the brokers what a monitor wants to know besides its work. An answer
 * that does not come is no failure: who asked goes on with what is known.
 */
final class AdminThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdminThread.class);

  /** Asks, waits for the answer and does what follows from it. */
  @FunctionalInterface
  interface Question {
    /**
     * Runs in the thread.
     *
     * @throws ExecutionException if the brokers refuse or do not answer
     */
    void ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  private final String name;
  private final BiConsumer<String, Throwable> died;
  private final Map<String, Object> client;
  private final ScheduledThreadPoolExecutor thread;
  private Optional<Admin> admin = Optional.empty();

  /**
   * Prepares a thread; it begins, and connects, with the first question.
   *
   * @param name of the thread
   * @param client properties of a Kafka client
   * @param died is told of an error that no further question could be asked after
   */
  AdminThread(String name, Map<String, ?> client, BiConsumer<String, Throwable> died) {
    this.name = name;
    this.died = died;
    this.client = Map.copyOf(client);
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var asking = new Thread(task, name);
              asking.setDaemon(true);
              return asking;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // who asks after the end gets no answer
  }

  /** Asks once, after so long. */
  void after(Duration wait, Question question) {
    var unused = thread.schedule(() -> ask(question), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks now and again, with so long between an answer and the next question. */
  void every(Duration pause, Question question) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> ask(question), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask(Question question) {
    try {
      question.ask(admin());
    } catch (ExecutionException | RuntimeException e) {
      LOG.debug("The brokers do not answer just now", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      died.accept(name, e); // the executor would keep it to itself
      throw e;
    }
  }

  private synchronized Admin admin() {
    if (admin.isEmpty()) {
      if (thread.isShutdown()) {
        throw new IllegalStateException("nobody is asked any more");
      }
      admin = Optional.of(Admin.create(client));
    }
    return admin.get();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    synchronized (this) {
      admin.ifPresent(open -> open.close(Duration.ofSeconds(1)));
    }
  }
}
