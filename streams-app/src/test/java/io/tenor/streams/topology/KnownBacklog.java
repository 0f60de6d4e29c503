package io.tenor.streams.topology;

/** A backlog of which a test says whether it is one. */
final class KnownBacklog implements Backlog {

  /** Whether audio waits at the brokers. */
  boolean behind;

  @Override
  public void heard(String topic, int partition, long offset) {
    // it is told whether anything waits
  }

  @Override
  public boolean isBehind(int partition) {
    return behind;
  }
}
