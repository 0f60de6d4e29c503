package io.tenor.streams.dashboard;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorStatus;
import io.tenor.streams.dashboard.SensorView.Tile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the topics have said: the sensors with their last minutes, and the alerts. Changes are
 * counted, so that whoever knows the board as it was after one can ask for what is different now;
 * nothing has to be kept for a reader, however slow it is. Bounded in every direction. Thread-safe.
 */
final class BoardModel {

  /** Sensors that are kept; of more, those are left out of which nothing came for longest. */
  static final int MAX_SENSORS = 10_000;

  private static final int MAX_GONE = 1_000;

  private final Clock clock;
  private final Map<String, SensorView> sensors = new LinkedHashMap<>(256, 0.75f, true);
  private final Map<String, String> byStatusKey = new HashMap<>();
  private final Map<String, Long> gone = new LinkedHashMap<>();
  private AlertBook alerts = new AlertBook();
  private long change = 1;

  /** Who knows less than this cannot be told what has gone since. */
  private long floor = 1;

  private long unreadable;
  private boolean loaded;
  private boolean reading;

  /** An empty board; the clock tells when something was heard of a sensor. */
  BoardModel(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is different.
   *
   * @param change the number of the last change
   * @param all whether this is the whole board, and what is not in it has gone
   * @param now this machine's time (milliseconds since 1970)
   * @param loaded whether what the topics held at the start was read
   * @param reading whether a broker answers
   * @param unreadable records that could not be read
   * @param sensors those that have changed
   * @param gone keys of those that have gone
   * @param alerts those that have changed
   */
  record Changes(
      long change,
      boolean all,
      long now,
      boolean loaded,
      boolean reading,
      long unreadable,
      List<Tile> sensors,
      List<String> gone,
      List<AlertView> alerts) {}

  /**
   * What a sensor's page shows.
   *
   * @param change the number of the last change
   * @param all whether this is all that is known, and what the reader has is void
   * @param now this machine's time (milliseconds since 1970)
   * @param reading whether a broker answers
   * @param sensor the sensor as the board shows it; empty if it is not known
   * @param windows those that were asked for
   * @param status its last status, if it has changed
   * @param alerts those of it that have changed
   */
  record Page(
      long change,
      boolean all,
      long now,
      boolean reading,
      Optional<Tile> sensor,
      Optional<Heard.Windows> windows,
      Optional<SensorStatus> status,
      List<AlertView> alerts) {}

  /** Takes a window; one that was there already is left out. */
  synchronized void on(EmotionEvent event) {
    var view = view(event.context(), PlainText.name(event.sensor()));
    if (view.isNews(event)) {
      view.on(event, toldAt(event.processedAt().toEpochMilli()), ++change);
    }
  }

  /** Takes a message about an alert. */
  synchronized void on(EmotionAlert alert) {
    alerts.on(alert, PlainText.name(alert.sensor()), ++change);
  }

  /**
   * Takes a status.
   *
   * @param key of its record
   */
  synchronized void on(String key, SensorStatus status) {
    var view = view(status.context(), PlainText.name(status.sensor()));
    byStatusKey.put(key, view.key());
    view.on(status, toldAt(status.processedAt().toEpochMilli()), ++change);
  }

  /** Takes that a sensor was forgotten; its alerts stay. */
  synchronized void onForgotten(String key) {
    var sensor = byStatusKey.remove(key);
    if (sensor != null && sensors.remove(sensor) != null) {
      noteGone(sensor);
    }
  }

  /** Counts a record that could not be read. */
  synchronized void onUnreadable() {
    unreadable++;
    change++;
  }

  /** Takes whether a broker answers. */
  synchronized void onReading(boolean answers) {
    if (reading != answers) {
      reading = answers;
      change++;
    }
  }

  /** Takes that what the topics held at the start was read. */
  synchronized void onLoaded() {
    if (!loaded) {
      loaded = true;
      change++;
    }
  }

  /** Forgets everything, because the topics are read anew. */
  synchronized void clear() {
    sensors.clear();
    byStatusKey.clear();
    gone.clear();
    alerts = new AlertBook();
    loaded = false;
    floor = ++change;
  }

  /** What is different since that change; all of it if that is too long ago. */
  synchronized Changes since(long known) {
    boolean all = known < floor || known > change;
    long from = all ? 0 : known;
    var tiles = new ArrayList<Tile>();
    for (var sensor : sensors.values()) {
      if (sensor.changed() > from) {
        tiles.add(sensor.tile());
      }
    }
    var left =
        gone.entrySet().stream().filter(e -> e.getValue() > from).map(Map.Entry::getKey).toList();
    return new Changes(
        change,
        all,
        clock.millis(),
        loaded,
        reading,
        unreadable,
        tiles,
        all ? List.of() : left,
        alerts.since(from));
  }

  /**
   * A sensor's page.
   *
   * @param key see {@link SensorView#key}
   * @param known the change after which the reader knows it; 0 for nothing
   * @param window the number of the first window that the reader does not know
   */
  synchronized Page page(String key, long known, long window) {
    var sensor = Optional.ofNullable(sensors.get(key));
    boolean all =
        known == 0
            || known < floor
            || sensor.filter(view -> view.heard().count() >= window).isEmpty();
    long from = all ? 0 : known;
    return new Page(
        change,
        all,
        clock.millis(),
        reading,
        sensor.map(SensorView::tile),
        sensor.map(view -> view.heard().since(all ? 0 : window)),
        sensor.filter(view -> view.changed() > from).flatMap(SensorView::status),
        alerts.of(key, from));
  }

  /** The alert with this reference, if it is known. */
  synchronized Optional<AlertView> alert(String ref) {
    return alerts.view(ref);
  }

  /** The id of the alert with this reference, if it is open. */
  synchronized Optional<String> openAlertId(String ref) {
    return alerts.openId(ref);
  }

  private SensorView view(SensorContext context, String name) {
    var key = SensorView.key(context, name);
    var known = sensors.get(key);
    if (known != null) {
      return known;
    }
    if (sensors.size() >= MAX_SENSORS) {
      var oldest = sensors.keySet().iterator().next();
      sensors.remove(oldest);
      byStatusKey.values().removeIf(oldest::equals);
      noteGone(oldest);
    }
    gone.remove(key);
    var view = new SensorView(context, name);
    sensors.put(key, view);
    return view;
  }

  private void noteGone(String key) {
    gone.put(key, ++change);
    if (gone.size() > MAX_GONE) {
      var oldest = gone.entrySet().iterator().next();
      floor = Math.max(floor, oldest.getValue());
      gone.remove(oldest.getKey());
    }
  }

  /** While the past is read, by the monitor's clock; afterwards by ours. */
  private long toldAt(long processedAtMs) {
    return loaded ? clock.millis() : Math.min(processedAtMs, clock.millis());
  }
}
