package io.tenor.streams.cli;

import io.tenor.streams.sizing.Cost;
import io.tenor.streams.sizing.StoreCosts.Write;
import io.tenor.streams.sizing.UnitCosts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The costs by names that a person reads. */
final class SizeCosts {

  private SizeCosts() {}

  static Map<String, Cost> byName(UnitCosts costs) {
    var all = new LinkedHashMap<String, Cost>();
    var monitor = costs.monitor();
    all.put("monitor: an instance, cores", monitor.instanceCores());
    all.put("monitor: a stream thread, cores", monitor.threadCores());
    all.put("monitor: a chunk, us", monitor.chunkMicros());
    all.put("monitor: a column, us", monitor.columnMicros());
    all.put("monitor: a window with speech, us", monitor.scoredWindowMicros());
    all.put("  of it the network on a CPU, us", monitor.inferenceMicros());
    all.put("monitor: a window without, us", monitor.silentWindowMicros());
    all.put("monitor: a record for a standby, us", monitor.standbyRecordMicros());
    all.put("monitor: a commit, ms", monitor.commitMillis());
    all.put("to the thread and to the reader, ms", monitor.transportMillis());
    all.put("monitor: heap in use, MB", monitor.heapFixedMegabytes());
    all.put("monitor: heap of a sensor, bytes", monitor.heapBytesPerSensor());
    all.put("monitor: other memory, MB", monitor.nativeFixedMegabytes());
    all.put("monitor: changelog read back, MB/s", monitor.restoreMegabytesPerSecond());
    monitor.gpuWindowsPerSecond().ifPresent(cost -> all.put("a GPU, windows/s", cost));
    var broker = costs.broker();
    all.put("broker: a broker, cores", broker.brokerCores());
    all.put("broker: a chunk, us", broker.chunkMicros());
    all.put("broker: an event, us", broker.eventMicros());
    all.put("broker: a changelog record, us", broker.changelogRecordMicros());
    all.put("broker: share of a copy", broker.replicaShare());
    var messages = costs.messages();
    all.put("a chunk beside its samples, bytes", messages.audioEnvelopeBytes());
    all.put("an event with speech, bytes", messages.eventBytes());
    all.put("an event of silence, bytes", messages.silentEventBytes());
    all.put("a status, bytes", messages.statusBytes());
    all.put("statuses of a sensor, 1/s", messages.statusesPerSecond());
    all.put("a message about an alert, bytes", messages.alertBytes());
    all.put("left of audio when compressed", messages.audioCompression());
    all.put("left of events when compressed", messages.eventCompression());
    all.put("left of changelogs when compressed", messages.changelogCompression());
    for (var store : costs.stores()) {
      all.put(store.store() + ": held of a sensor, bytes", store.heldBytes());
      for (var write : store.writes()) {
        all.put(store.store() + ": records a " + name(write), write.records());
        all.put(store.store() + ": bytes a " + name(write), write.bytes());
      }
    }
    return all;
  }

  private static String name(Write write) {
    return write.per().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
