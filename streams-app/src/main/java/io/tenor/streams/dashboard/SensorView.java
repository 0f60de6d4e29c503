package io.tenor.streams.dashboard;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorStatus;
import java.util.List;
import java.util.Optional;

/** What is known of one sensor. Not thread-safe. */
final class SensorView {

  private final SensorContext context;
  private final String name;
  private final Heard heard = new Heard();
  private Optional<EmotionEvent> last = Optional.empty();
  private Optional<SensorStatus> status = Optional.empty();
  private long toldAtMs;
  private long changed;

  SensorView(SensorContext context, String name) {
    this.context = context;
    this.name = name;
  }

  /**
   * A sensor on the board.
   *
   * @param key context and name, which nobody else has
   * @param context where it listens
   * @param name its id, or what stands for it: see {@link PlainText#name}
   * @param label what was heard last; empty before the first window
   * @param percent probability of that
   * @param speech percentage of that window that is speech
   * @param level of that window (dB)
   * @param end of that window (capture time, milliseconds since 1970); 0 before the first
   * @param strip see {@link Heard#strip}
   * @param state whether it is heard, as its status says; empty before the first
   * @param degraded what is wrong with its audio
   * @param told when anything was last heard of it (processing time, milliseconds since 1970)
   */
  record Tile(
      String key,
      String context,
      String name,
      String label,
      long percent,
      long speech,
      long level,
      long end,
      String strip,
      String state,
      List<String> degraded,
      long told) {}

  /** Which change of the board was its last. */
  long changed() {
    return changed;
  }

  /** Its context and name, which nobody else has. */
  String key() {
    return key(context, name);
  }

  /** The key of a sensor. */
  static String key(SensorContext context, String name) {
    return context.label() + '/' + name;
  }

  Heard heard() {
    return heard;
  }

  Optional<SensorStatus> status() {
    return status;
  }

  /** Whether this window is another one than the last. */
  boolean isNews(EmotionEvent event) {
    return last.filter(before -> before.id().equals(event.id())).isEmpty();
  }

  void on(EmotionEvent event, long atMs, long change) {
    last = Optional.of(event);
    heard.add(event);
    told(atMs, change);
  }

  void on(SensorStatus next, long atMs, long change) {
    status = Optional.of(next);
    told(atMs, change);
  }

  private void told(long atMs, long change) {
    toldAtMs = Math.max(toldAtMs, atMs);
    changed = change;
  }

  /** As the board shows it. */
  Tile tile() {
    return new Tile(
        key(),
        context.label(),
        name,
        last.map(EmotionEvent::label).orElse(""),
        last.map(event -> Math.round(event.probability() * 100)).orElse(0L),
        last.map(event -> Math.round(event.speechShare() * 100)).orElse(0L),
        last.map(event -> Math.round(event.levelDb())).orElse(0L),
        last.map(event -> event.end().toEpochMilli()).orElse(0L),
        heard.strip(),
        status.map(now -> now.state().label()).orElse(""),
        status.map(now -> now.degraded().stream().map(d -> d.label()).toList()).orElse(List.of()),
        toldAtMs);
  }
}
