package io.tenor.streams.score;

import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.DueWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The windows of a task that wait to be scored, those of a sensor in their order. */
public final class WaitingWindows {

  private final List<DueWindow> windows = new ArrayList<>();

  /**
   * What came of shedding.
   *
   * @param skipped windows that will not be scored
   * @param changed windows that wait on, and are their sensor's first now
   */
  public record Shed(List<DueWindow> skipped, List<DueWindow> changed) {}

  /** Adds a window, later than all of its sensor that wait. */
  public void add(DueWindow window) {
    windows.add(window);
  }

  /** How many wait. */
  public int size() {
    return windows.size();
  }

  /** Nothing waits any more. */
  public void clear() {
    windows.clear();
  }

  /**
   * Takes all windows, in groups of which none holds a fresh window behind others of its sensor:
   * what the sensor was before is over when the group before is scored.
   */
  public List<List<DueWindow>> take() {
    var groups = new ArrayList<List<DueWindow>>();
    var group = new ArrayList<DueWindow>();
    var sensors = new HashSet<SensorKey>();
    for (var window : windows) {
      if (!sensors.add(window.id().sensor()) && window.fresh()) {
        groups.add(List.copyOf(group));
        group.clear();
        sensors.clear();
        sensors.add(window.id().sensor());
      }
      group.add(window);
    }
    if (!group.isEmpty()) {
      groups.add(List.copyOf(group));
    }
    windows.clear();
    return groups;
  }

  /**
   * Keeps the newest window of each sensor among those that cost something, and all others.
   *
   * @param costly whether a window is one that costs something to score
   */
  public Shed shed(Predicate<DueWindow> costly) {
    Map<SensorKey, DueWindow> newest = new HashMap<>();
    windows.stream().filter(costly).forEach(window -> newest.put(window.id().sensor(), window));
    var kept = new ArrayList<DueWindow>();
    var skipped = new ArrayList<DueWindow>();
    var changed = new ArrayList<DueWindow>();
    var orphaned = new HashSet<SensorKey>();
    for (var window : windows) {
      var sensor = window.id().sensor();
      if (costly.test(window) && !window.equals(newest.get(sensor))) {
        skipped.add(window);
        if (window.fresh()) {
          orphaned.add(sensor);
        }
      } else if (orphaned.remove(sensor) && !window.fresh()) {
        kept.add(window.asFresh());
        changed.add(window.asFresh());
      } else {
        kept.add(window);
      }
    }
    windows.clear();
    windows.addAll(kept);
    return new Shed(skipped, changed);
  }
}
