package io.tenor.streams.topology;

import io.tenor.streams.ingest.SensorKey;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** How many windows of a task's sensors were not scored, as it is stored. */
final class SkippedWindows {

  private final KeyValueStore<String, byte[]> store;

  SkippedWindows(ProcessorContext<?, ?> context) {
    store = context.getStateStore(MonitorTopology.SKIPPED);
  }

  /** How many of a sensor. */
  long of(SensorKey sensor) {
    byte[] count = store.get(sensor.storeKey());
    return count == null ? 0 : ByteBuffer.wrap(count).getLong();
  }

  /** One more. */
  void add(SensorKey sensor) {
    store.put(sensor.storeKey(), ByteBuffer.allocate(Long.BYTES).putLong(of(sensor) + 1).array());
  }

  /** Counts a sensor's from 0 again. */
  void forget(SensorKey sensor) {
    store.delete(sensor.storeKey());
  }
}
