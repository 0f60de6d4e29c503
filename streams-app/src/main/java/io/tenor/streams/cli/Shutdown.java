package io.tenor.streams.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order on Ctrl-C or SIGTERM: the signal asks it to stop and then waits until
 * the command has closed this, so that the JVM does not go under its feet.
 */
public final class Shutdown implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch signal = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;
  private final Duration patience;

  private Shutdown(Runnable stop, Duration patience) {
    this.patience = patience;
    hook = new Thread(() -> stopAndWait(stop), "tenor-shutdown");
  }

  /** Only notes the signal, for {@link #awaitSignal}. */
  public static Shutdown onSignal() {
    return onSignal(() -> {});
  }

  /**
   * Calls this on a signal, from another thread, until the result is closed.
   *
   * @param stop asks the command to end, and returns at once
   */
  public static Shutdown onSignal(Runnable stop) {
    return onSignal(stop, PATIENCE);
  }

  /**
   * Likewise, for a command that may take longer to end in order.
   *
   * @param patience so long it may take
   */
  public static Shutdown onSignal(Runnable stop, Duration patience) {
    Shutdown shutdown = new Shutdown(stop, patience);
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  /** Returns when the signal has come. */
  public void awaitSignal() throws InterruptedException {
    signal.await();
  }

  /** Whether the signal has come. */
  public boolean signalled() {
    return signal.getCount() == 0;
  }

  /** Says that the command has ended. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The signal has come: the hook is running and now returns.
    }
  }

  private void stopAndWait(Runnable stop) {
    signal.countDown();
    stop.run();
    try {
      if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("The command did not end in order in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
