package io.tenor.streams.topology;

import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.HeldChunk;
import io.tenor.streams.window.ReorderBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The stored chunks of all sensors of a task that wait for one before them. */
final class ChunkLog {

  private final KeyValueStore<Bytes, byte[]> store;

  ChunkLog(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** A sensor's part of it. */
  ReorderBuffer.Store of(SensorKey sensor) {
    var name = sensor.storeKey();
    return new ReorderBuffer.Store() {
      @Override
      public void put(long number, AudioChunk chunk) {
        store.put(StoreKeys.of(name, 0, number), new HeldChunk(chunk).encode());
      }

      @Override
      public void delete(long number) {
        store.delete(StoreKeys.of(name, 0, number));
      }
    };
  }

  /** A sensor's chunks by their numbers. */
  Map<Long, AudioChunk> read(SensorKey sensor) {
    var chunks = new TreeMap<Long, AudioChunk>();
    var name = sensor.storeKey();
    try (var entries =
        store.range(StoreKeys.of(name, 0, 0), StoreKeys.of(name, 0, Long.MAX_VALUE))) {
      while (entries.hasNext()) {
        var entry = entries.next();
        HeldChunk.decode(entry.value)
            .ifPresent(held -> chunks.put(StoreKeys.column(entry.key), held.chunk()));
      }
    }
    return chunks;
  }

  /** Deletes everything of a sensor. */
  void clear(SensorKey sensor) {
    var own = of(sensor);
    List.copyOf(read(sensor).keySet()).forEach(own::delete);
  }
}
