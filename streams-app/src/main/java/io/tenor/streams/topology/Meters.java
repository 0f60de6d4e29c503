package io.tenor.streams.topology;

import io.tenor.schema.AlertState;
import io.tenor.schema.Outcome;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorState;
import io.tenor.streams.ingest.Rejection;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.score.BatchScorer;
import io.tenor.streams.window.Advance;

/**
 * Is told what a monitor does, so that somebody can count it. Told while it is done: what a
 * transaction did that was aborted is told again when it is done again. Never told of a sensor, a
 * session or a payload. Safe for several threads; quick, and throws nothing.
 */
public interface Meters extends BatchScorer.Listener {

  /** Counts nothing. */
  Meters NONE = new Meters() {};

  /**
   * A record became a chunk.
   *
   * @param ageMs time of processing less capture time of the chunk's end; below 0 where the
   *     sensor's clock is ahead
   */
  default void ingested(long ageMs) {}

  /** A record went to the dead letters. */
  default void rejected(Rejection.Reason reason) {}

  /** A chunk found its place on its sensor's timeline, or none. */
  default void placed(Advance.Outcome outcome) {}

  /** Windows that waited for a batch are scored now; the first of them waited so long. */
  default void waited(long nanos) {}

  /** The live model ran. */
  @Override
  default void ran(int windows, long nanos) {}

  /**
   * A window became an event.
   *
   * @param ageMs time of processing less capture time of the window's end
   */
  default void scored(Outcome outcome, long ageMs) {}

  /** Windows will not be scored, since load is shed. */
  default void skipped(int windows) {}

  /** A task has seen that its live model left a GPU that failed. */
  default void fellBack(OnnxModel model) {}

  /** An alert message was sent. */
  default void alert(String rule, Priority priority, AlertState state) {}

  /** So many sensors more, or fewer, are in this state in the tasks of this instance. */
  default void sensors(SensorState state, int change) {}
}
