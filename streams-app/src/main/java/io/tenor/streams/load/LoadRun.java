package io.tenor.streams.load;

import io.tenor.schema.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** Puts one load on a cluster and measures what comes of it. */
public final class LoadRun {

  /** Time between the making of the threads and the first sample. */
  private static final long START_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Clients clients;
  private final Speech speech;
  private final List<Watched> processes;
  private final Consumer<LoadSecond> listener;
  private volatile boolean stopped;
  private volatile Optional<LoadWatch> watch = Optional.empty();

  /**
   * What a load talks to a cluster through; all are closed by whoever made them.
   *
   * @param topics their names
   * @param producers share the sensors
   * @param consumer makes one that reads what is committed; each load closes its own
   * @param admin to ask what waits
   * @param group of the monitors
   */
  public record Clients(
      Topics topics,
      List<Producer<byte[], byte[]>> producers,
      Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumer,
      Admin admin,
      String group) {

    /** Copies the list. */
    public Clients {
      producers = List.copyOf(producers);
    }
  }

  /**
   * For one cluster.
   *
   * @param processes those that take part and run on this machine
   * @param listener is told of every second, by the thread that runs the load
   */
  public LoadRun(
      Clients clients, Speech speech, List<Watched> processes, Consumer<LoadSecond> listener) {
    this.clients = clients;
    this.speech = speech;
    this.processes = List.copyOf(processes);
    this.listener = listener;
  }

  /** Lets {@link #run} end soon, with a summary of what was measured until then. */
  public void stop() {
    stopped = true;
    watch.ifPresent(LoadWatch::stop);
  }

  /**
   * Sends for the time of the plan, waits for the last windows, and counts.
   *
   * @throws LoadException if a chunk was not taken or events could not be read
   */
  public LoadSummary run(LoadPlan plan) throws InterruptedException {
    var origin = LoadGenerator.Origin.in(START_NANOS);
    var schedule = new Schedule(plan);
    var ledger = new WindowLedger(plan, schedule);
    var generator =
        new LoadGenerator(plan, schedule, speech, clients.topics(), clients.producers(), origin);
    try (var consumer = clients.consumer().get()) {
      var reader =
          new EventReader(consumer, clients.topics().events(), plan.session(), ledger, origin);
      var reading = new Thread(reader::run, "load-reader");
      var sending = new Thread(generator::run, "load-sender");
      reading.start();
      sending.start();
      try {
        var subject = new LoadWatch.Subject(origin, ledger, generator, reader);
        var watching = new LoadWatch(plan, subject, lag(), processes, listener);
        watch = Optional.of(watching);
        if (stopped) {
          watching.stop();
        }
        return watching.watch();
      } finally {
        generator.stop();
        reader.stop();
        sending.join();
        reading.join();
      }
    }
  }

  private LagProbe lag() {
    return new LagProbe(clients.admin(), clients.group(), clients.topics());
  }
}
