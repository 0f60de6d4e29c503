package io.tenor.documentation;

import io.tenor.streams.cli.TenorCli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command as a user types it, running in this JVM.
 *
 * @param thread that runs it; interrupt it to end the command
 * @param out standard output so far
 * @param err standard error so far
 * @param status exit status, once it has ended
 */
record Typed(Thread thread, StringWriter out, StringWriter err, CompletableFuture<Integer> status) {

  private static final Duration LONG = Duration.ofMinutes(10);

  /** Runs {@code ./tenor} with these words, in the background. */
  static Typed start(List<String> words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var status = new CompletableFuture<Integer>();
    var command = TenorCli.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
    var thread =
        new Thread(() -> status.complete(command.execute(words.toArray(String[]::new))), "typed");
    thread.setDaemon(true);
    thread.start();
    return new Typed(thread, out, err, status);
  }

  /** Runs it to its end, which has to come within ten minutes. */
  static Typed run(List<String> words) {
    var typed = start(words);
    typed.await(LONG);
    return typed;
  }

  /** Returns when it has ended by itself, with its exit status. */
  int await(Duration atMost) {
    return status.copy().orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Ends it. */
  void stop() {
    thread.interrupt();
    status.join();
  }
}
