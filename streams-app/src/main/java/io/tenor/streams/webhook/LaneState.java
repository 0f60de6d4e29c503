package io.tenor.streams.webhook;

import java.time.Instant;

/**
 * Where a lane stands with its first alert.
 *
 * <pre>
 *            start                 accepted
 *   Ready ----------> Sending ----------------> Ready, with the next alert
 *                      ^   |
 *       start, when    |   | failed
 *       it is time     |   v
 *                     Resting
 * </pre>
 *
 * <p>Invariants: only the first alert of a lane is ever sent, and not twice at the same time; it
 * leaves the lane when it was accepted, and in no other way.
 */
sealed interface LaneState {

  /** Failures in a row of the first alert. */
  int failures();

  /** Nothing was tried with the first alert, if there is one. */
  record Ready() implements LaneState {
    @Override
    public int failures() {
      return 0;
    }
  }

  /** The first alert is on its way. */
  record Sending(int failures) implements LaneState {}

  /** The first alert was not accepted and is sent again at this time or later. */
  record Resting(int failures, Instant until) implements LaneState {}
}
