package io.tenor.streams.dashboard;

import io.tenor.schema.EmotionAlert;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The alerts that have not ended, and the last of those that have. Not thread-safe.
 *
 * <p>Both are bounded. If there are more open ones than anybody can look at, the oldest are left
 * out.
 */
final class AlertBook {

  /** Open alerts that are kept. */
  static final int MAX_OPEN = 5_000;

  /** Ended alerts that are kept. */
  static final int MAX_ENDED = 500;

  private final Map<String, Entry> open = new LinkedHashMap<>();
  private final Map<String, Entry> ended = new LinkedHashMap<>();

  private record Entry(String id, AlertView view, long changed) {}

  /**
   * Takes a message.
   *
   * @param name what its sensor is called
   * @param change which change of the board this is
   */
  void on(EmotionAlert alert, String name, long change) {
    var ref = PlainText.fingerprint(alert.id());
    var before = open.get(ref);
    if (ended.containsKey(ref)) {
      return; // nothing is said of an alert after its end
    }
    long raised = before == null ? alert.at().toEpochMilli() : before.view.raised();
    var entry = new Entry(alert.id(), AlertView.of(alert, name, raised), change);
    open.remove(ref);
    if (entry.view.open()) {
      open.put(ref, entry);
      bound(open, MAX_OPEN);
    } else {
      ended.put(ref, entry);
      bound(ended, MAX_ENDED);
    }
  }

  /** Those of which something was said after that change, in the order in which it was. */
  List<AlertView> since(long change) {
    return Stream.concat(ended.values().stream(), open.values().stream())
        .filter(entry -> entry.changed > change)
        .map(Entry::view)
        .toList();
  }

  /** Those of a sensor of which something was said after that change. */
  List<AlertView> of(String sensor, long change) {
    return since(change).stream().filter(alert -> alert.sensor().equals(sensor)).toList();
  }

  /** The alert with this reference, if it is known. */
  Optional<AlertView> view(String ref) {
    return Optional.ofNullable(open.getOrDefault(ref, ended.get(ref))).map(Entry::view);
  }

  /** The id of the alert with this reference, if it is open. */
  Optional<String> openId(String ref) {
    return Optional.ofNullable(open.get(ref)).map(Entry::id);
  }

  private static void bound(Map<String, Entry> entries, int most) {
    Iterator<String> oldest = entries.keySet().iterator();
    if (entries.size() > most && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }
}
