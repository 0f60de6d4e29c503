package io.tenor.trainer.network;

/** What a compact network knows of what its window's sensor has heard before. */
public enum SensorPast {
  /** Nothing: levels are seen against the training set alone. */
  NONE,
  /** Mean and deviation of the levels of each band. */
  LEVELS,
  /** The same, and mean and variance of the features that the network pools over each window. */
  FEATURES
}
