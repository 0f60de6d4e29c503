package io.tenor.streams.http;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All visits of a server: closes what lasts too long, and the longest wait where too many come. */
final class Visits extends Handler.Wrapper implements Connection.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Visits.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final long TELL_NANOS = Duration.ofMinutes(1).toNanos();

  private final String name;
  private final HttpLimits limits;
  private final Map<Connection, Visit> visits = new ConcurrentHashMap<>();
  private final AtomicLong cut = new AtomicLong();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "http-limits");
            thread.setDaemon(true);
            return thread;
          });
  private Optional<Long> toldAt = Optional.empty();

  Visits(String name, HttpLimits limits, Handler handler) {
    super(handler);
    this.name = name;
    this.limits = limits;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    long pause = Math.min(LOOK.toMillis(), Math.max(1, limits.head().toMillis() / 4));
    var unused = timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() throws Exception {
    timer.shutdownNow();
    super.doStop();
  }

  @Override
  public void onOpened(Connection connection) {
    visits.put(connection, new Visit(connection, limits, System.nanoTime()));
    if (visits.size() > limits.connections()) {
      visits.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(connection))
          .map(Map.Entry::getValue)
          .min(Comparator.comparing(Visit::phase).thenComparing(Visit::since))
          .ifPresent(this::cut);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    visits.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var visit =
        visits.computeIfAbsent(
            request.getConnectionMetaData().getConnection(),
            connection -> new Visit(connection, limits, System.nanoTime()));
    visit.attach(request);
    visit.answering();
    var leaving =
        new Callback.Nested(callback) {
          @Override
          public void succeeded() {
            visit.waiting();
            super.succeeded();
          }

          @Override
          public void failed(Throwable failure) {
            visit.waiting();
            super.failed(failure);
          }
        };
    return super.handle(request, response, leaving);
  }

  private void look() {
    long now = System.nanoTime();
    visits.values().stream().filter(visit -> visit.isOver(now)).forEach(this::cut);
    tell(now);
  }

  private void cut(Visit visit) {
    if (visit.phase() != Visit.Phase.WAITING) {
      cut.incrementAndGet(); // one that only waits was not in the middle of anything
    }
    visit.end();
  }

  /** Once a minute at most, so that whoever holds connections does not write the log. */
  private void tell(long now) {
    if (toldAt.filter(at -> now - at < TELL_NANOS).isPresent()) {
      return;
    }
    long count = cut.getAndSet(0);
    if (count > 0) {
      toldAt = Optional.of(now);
      LOG.atWarn()
          .addKeyValue("server", name)
          .addKeyValue("connections", count)
          .log("Connections were closed: their requests were not sent, or their answers not taken");
    }
  }
}
