package io.tenor.streams.dashboard;

import io.tenor.schema.SensorContext;
import io.tenor.streams.dashboard.BoardModel.Changes;
import io.tenor.streams.dashboard.BoardModel.Page;
import io.tenor.streams.dashboard.SensorAudio.Columns;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
  record SensorFrame(String instance, Page page, List<Columns> audio) {}

  /** That nothing has changed. */
  private record Beat(long now) {}

  /**
   * Sends the board until the reader goes.
   *
   * @param lastId what the reader has heard last, if it comes back
   */
  void board(EventStream stream, Optional<String> lastId) throws IOException {
    stream.open();
    long known = lastId.map(this::change).orElse(0L);
    long sent = System.nanoTime();
    Duration pause;
    do {
      var changes = board.since(known);
      if (changes.change() != known) {
        stream.send("board", id(changes.change()), new BoardFrame(instance, changes));
        sent = System.nanoTime();
      } else if (System.nanoTime() - sent >= BEAT.toNanos()) {
        stream.send("beat", id(known), new Beat(changes.now()));
        sent = System.nanoTime();
      }
      known = changes.change();
      pause = changes.sensors().size() > LARGE ? LARGE_FRAME : FRAME;
    } while (goesOn(pause));
  }

  /** Sends a sensor's page until the reader goes. */
  void sensor(EventStream stream, SensorContext context, String name) throws IOException {
    stream.open();
    var audio =
        settings.listenAudio() ? Optional.of(listen(context, name)) : Optional.<SensorAudio>empty();
    try {
      sensor(stream, SensorView.key(context, name), audio);
    } finally {
      audio.ifPresent(SensorAudio::close);
    }
  }

  private void sensor(EventStream stream, String key, Optional<SensorAudio> audio)
      throws IOException {
    long known = 0;
    long window = 0;
    do {
      var page = board.page(key, known, window);
      var columns = audio.map(SensorAudio::poll).orElse(List.of());
      stream.send("sensor", id(page.change()), new SensorFrame(instance, page, columns));
      known = page.change();
      window = page.windows().map(Heard.Windows::next).orElse(0L);
    } while (goesOn(audio.isPresent() ? FRAME.dividedBy(2) : FRAME));
  }

  private SensorAudio listen(SensorContext context, String name) {
    return new SensorAudio(settings.consumer(), settings.topics().audio(context), context, name);
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
