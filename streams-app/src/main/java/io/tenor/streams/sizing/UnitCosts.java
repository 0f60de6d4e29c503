package io.tenor.streams.sizing;

import java.util.List;

/**
 * What one of each thing costs. Every number says where it comes from.
 *
 * @param monitor what a monitor spends
 * @param broker what the brokers spend
 * @param messages how large records are
 * @param stores what each state store writes to its changelog
 */
public record UnitCosts(
    MonitorCosts monitor, BrokerCosts broker, MessageCosts messages, List<StoreCosts> stores) {

  /** Copies the list. */
  public UnitCosts {
    stores = List.copyOf(stores);
  }

  /** Records a second and sensor that go to changelogs. */
  public double changelogRecordsPerSecond(Workload work) {
    return stores.stream().mapToDouble(store -> store.recordsPerSecond(work)).sum();
  }

  /** Bytes a second and sensor that go to changelogs, not compressed. */
  public double changelogBytesPerSecond(Workload work) {
    return stores.stream().mapToDouble(store -> store.bytesPerSecond(work)).sum();
  }

  /** What is left of a sensor in all changelogs when they have been compacted. */
  public double heldBytes() {
    return stores.stream().mapToDouble(store -> store.heldBytes().value()).sum();
  }
}
