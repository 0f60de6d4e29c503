package io.tenor.streams.topology;

/**
 * Knows how much audio waits at the brokers, and whether that is more than a moment's. Safe for
 * several threads.
 */
public interface Backlog {

  /** Says that a record was heard, and with it all before it in its partition. */
  void heard(String topic, int partition, long offset);

  /** Whether so much waits in this partition of the audio topics that it cannot be called live. */
  boolean isBehind(int partition);
}
