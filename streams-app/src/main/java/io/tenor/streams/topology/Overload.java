package io.tenor.streams.topology;

/** What is done when more audio comes than can be scored. */
public enum Overload {
  /** Every window is scored, however late. */
  LAG,
  /** Of the windows that wait, the newest of each sensor is scored; the others are counted. */
  SHED
}
