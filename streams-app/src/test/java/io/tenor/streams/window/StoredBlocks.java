package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SETTINGS;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.TreeMap;

/** Columns kept, and deleted, as the topology does. */
final class StoredBlocks implements SensorTimeline.StoredColumns {
  private static final int BANDS = SETTINGS.frontEnd().bands();
  private final TreeMap<Long, byte[]> columns = new TreeMap<>();

  void append(Advance advance) {
    for (int i = 0; i * BANDS < advance.columns().length; i++) {
      columns.put(
          advance.firstColumn() + i,
          Arrays.copyOfRange(advance.columns(), i * BANDS, (i + 1) * BANDS));
    }
    for (var window : advance.due()) {
      columns.headMap(window.id().startColumn() + SETTINGS.windowHopFrames()).clear();
    }
  }

  @Override
  public byte[] read(int epoch, long from, long to) {
    var bytes = new ByteArrayOutputStream();
    columns.subMap(from, to).values().forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
