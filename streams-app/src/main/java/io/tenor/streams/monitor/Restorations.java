package io.tenor.streams.monitor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Knows which partitions of stores are being read back from the brokers just now. */
final class Restorations implements StateRestoreListener {

  private final Set<TopicPartition> open = ConcurrentHashMap.newKeySet();

  /** How many. */
  int count() {
    return open.size();
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
    open.add(changelog);
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long end, long records) {
    open.add(changelog);
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
    open.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
    open.remove(changelog);
  }
}
