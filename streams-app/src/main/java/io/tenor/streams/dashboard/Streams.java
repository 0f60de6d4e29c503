package io.tenor.streams.dashboard;

import io.tenor.streams.dashboard.BoardModel.Changes;
import io.tenor.streams.dashboard.BoardModel.Page;
import io.tenor.streams.dashboard.SensorAudio.Columns;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/**
 * What is sent to readers while they look, a frame now and then. Each is told what has changed
 * since its last frame when it has taken that, so a slow one gets fewer frames and nothing waits
 * for it.
 */
final class Streams {

  private static final Duration FRAME = Duration.ofMillis(250);

  /** So much changes only if there are very many sensors; then it need not be at once. */
  private static final int LARGE = 500;

  private static final Duration LARGE_FRAME = Duration.ofSeconds(1);

  /** A reader that hears nothing for longer takes the connection for dead. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** How long audio is waited for in a round, for all sensors together. */
  private static final Duration AUDIO = Duration.ofMillis(100);

  private static final Duration AUDIO_AGAIN = Duration.ofSeconds(10);

  private final BoardModel board;
  private final DashboardSettings settings;
  private final String instance;
  private final CountDownLatch closing;

  /**
   * Sends what the board has.
   *
   * @param instance differs between runs of a server
   * @param closing ends the streams
   */
  Streams(BoardModel board, DashboardSettings settings, String instance, CountDownLatch closing) {
    this.board = board;
    this.settings = settings;
    this.instance = instance;
    this.closing = closing;
  }

  /** A frame of the board. */
  record BoardFrame(String instance, Changes changes) {}

  /** A frame of a sensor's page; {@code audio} is empty where that is not asked for. */
  record SensorFrame(String instance, String key, Page page, List<Columns> audio) {}

  /** That nothing has changed. */
  private record Beat(long now) {}

  /** Sends the board, and the pages of sensors, until the reader goes. */
  void follow(EventStream stream, Followed followed) throws IOException {
    stream.open();
    var reader = new BoardReader(stream, change(followed.after()));
    var pages = followed.sensors().stream().map(SensorReader::new).toList();
    var patience = AUDIO.dividedBy(Math.max(1, pages.size()));
    try {
      do {
        reader.send();
        for (var page : pages) {
          page.send(stream, id(reader.known), patience);
        }
      } while (goesOn(settings.listenAudio() && !pages.isEmpty() ? FRAME.dividedBy(2) : FRAME));
    } finally {
      pages.forEach(SensorReader::close);
    }
  }

  /** What a reader knows of the board. */
  private final class BoardReader {

    private final EventStream stream;
    private long known;
    private long sent = System.nanoTime();
    private long due = sent;

    BoardReader(EventStream stream, long known) {
      this.stream = stream;
      this.known = known;
    }

    void send() throws IOException {
      long now = System.nanoTime();
      if (now - due < 0) {
        return;
      }
      var changes = board.since(known);
      if (changes.change() != known) {
        stream.send("board", id(changes.change()), new BoardFrame(instance, changes));
        sent = now;
      } else if (now - sent >= BEAT.toNanos()) {
        stream.send("beat", id(known), new Beat(changes.now()));
        sent = now;
      }
      known = changes.change();
      due = changes.sensors().size() > LARGE ? now + LARGE_FRAME.toNanos() : now;
    }
  }

  /** What a reader knows of a sensor. */
  private final class SensorReader implements AutoCloseable {

    private final Followed.Sensor sensor;
    private long known;
    private long window;
    private Optional<SensorAudio> audio = Optional.empty();
    private long audioDue = System.nanoTime();

    SensorReader(Followed.Sensor sensor) {
      this.sensor = sensor;
    }

    /**
     * Sends what has changed.
     *
     * @param id of the board's last frame, from which the reader goes on when it comes back
     */
    void send(EventStream stream, String id, Duration patience) throws IOException {
      var page = board.page(sensor.key(), known, window);
      var columns = settings.listenAudio() ? listen(patience) : List.<Columns>of();
      stream.send("sensor", id, new SensorFrame(instance, sensor.key(), page, columns));
      known = page.change();
      window = page.windows().map(Heard.Windows::next).orElse(0L);
    }

    /** Audio that cannot be read is no reason to show nothing: it is tried again later. */
    private List<Columns> listen(Duration patience) {
      try {
        if (audio.isEmpty() && System.nanoTime() - audioDue >= 0) {
          audio =
              Optional.of(
                  new SensorAudio(
                      settings.consumer(),
                      settings.topics().audio(sensor.context()),
                      sensor.context(),
                      sensor.name()));
        }
        return audio.map(open -> open.poll(patience)).orElse(List.of());
      } catch (KafkaException | IllegalStateException e) {
        close();
        audioDue = System.nanoTime() + AUDIO_AGAIN.toNanos();
        return List.of();
      }
    }

    @Override
    public void close() {
      audio.ifPresent(SensorAudio::close);
      audio = Optional.empty();
    }
  }

  private boolean goesOn(Duration pause) {
    try {
      return !closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String id(long change) {
    return instance + '-' + change;
  }

  /** The change that a reader knows; 0 where it knows another run of the server. */
  private long change(String id) {
    int dash = id.lastIndexOf('-');
    if (dash < 0 || !id.substring(0, dash).equals(instance)) {
      return 0;
    }
    try {
      return Long.parseLong(id.substring(dash + 1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
