package io.tenor.streams.topology;

import java.util.ArrayList;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The stored columns of all sensors of a task: each column is written once, with those of the same
 * chunk, and deleted when no window to come needs it.
 */
final class ColumnLog {

  private final KeyValueStore<Bytes, byte[]> store;
  private final int bands;

  ColumnLog(KeyValueStore<Bytes, byte[]> store, int bands) {
    this.store = store;
    this.bands = bands;
  }

  /** Stores columns, [frames][bands], the first of which has this index. */
  void append(String sensor, int epoch, long firstColumn, byte[] columns) {
    store.put(StoreKeys.of(sensor, epoch, firstColumn), columns);
  }

  /**
   * The columns from {@code from} (inclusive) to {@code to} (exclusive), [frames][bands]; shorter
   * where columns are missing.
   */
  byte[] read(String sensor, int epoch, long from, long to) {
    if (to <= from) {
      return new byte[0];
    }
    var columns = new byte[Math.toIntExact((to - from) * bands)];
    int filled = 0;
    try (var blocks =
        store.range(StoreKeys.of(sensor, epoch, 0), StoreKeys.of(sensor, epoch, to - 1))) {
      while (blocks.hasNext()) {
        var block = blocks.next();
        long first = StoreKeys.column(block.key);
        int skip = (int) Math.max(0, from - first) * bands;
        int length = Math.min(block.value.length - skip, columns.length - filled);
        if (length > 0) {
          System.arraycopy(block.value, skip, columns, filled, length);
          filled += length;
        }
      }
    }
    return filled == columns.length ? columns : Arrays.copyOf(columns, filled);
  }

  /** Deletes what lies wholly before a column, and all earlier epochs. */
  void prune(String sensor, int epoch, long before) {
    var gone = new ArrayList<Bytes>();
    try (var blocks =
        store.range(StoreKeys.of(sensor, 0, 0), StoreKeys.of(sensor, epoch, before))) {
      while (blocks.hasNext()) {
        var block = blocks.next();
        boolean older = StoreKeys.epoch(block.key) < epoch;
        if (older || StoreKeys.column(block.key) + block.value.length / bands <= before) {
          gone.add(block.key);
        }
      }
    }
    gone.forEach(store::delete);
  }

  /** Deletes everything of a sensor. */
  void clear(String sensor) {
    prune(sensor, Integer.MAX_VALUE, Long.MAX_VALUE);
  }
}
