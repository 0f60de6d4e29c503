package io.tenor.streams.window;

import java.util.List;

/**
 * What one chunk brought to a sensor's timeline.
 *
 * @param outcome what was done with it
 * @param epoch the timeline that the columns belong to
 * @param firstColumn index of the first new column
 * @param columns the new columns, [frames][bands] levels; empty if there are none
 * @param due the windows that it completed, oldest first
 */
public record Advance(
    Outcome outcome, int epoch, long firstColumn, byte[] columns, List<DueWindow> due) {

  /** What was done with a chunk. */
  public enum Outcome {
    /** It follows what came before. */
    APPENDED,
    /** It follows after a short gap, which was filled with silence. */
    BRIDGED,
    /** A new timeline, or a gap too long to fill: windows start afresh. */
    RESTARTED,
    /** Heard before, or too late for its place; no window comes of it. */
    DROPPED,
    /** It contradicts what is heard: another device's, or its index is wrong; left out. */
    CONFLICTING
  }
}
