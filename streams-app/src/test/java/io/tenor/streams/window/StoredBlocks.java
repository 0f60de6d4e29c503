package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SETTINGS;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Columns kept, and deleted, as the topology does. */
final class StoredBlocks implements SensorTimeline.StoredColumns {
  private static final int BANDS = SETTINGS.frontEnd().bands();
  private final Map<Integer, NavigableMap<Long, byte[]>> epochs = new HashMap<>();

  void append(Advance advance) {
    for (int i = 0; i * BANDS < advance.columns().length; i++) {
      of(advance.epoch())
          .put(
              advance.firstColumn() + i,
              Arrays.copyOfRange(advance.columns(), i * BANDS, (i + 1) * BANDS));
    }
    for (var window : advance.due()) {
      int hop = SETTINGS.windowHopFrames();
      int done = window.heardFrames() == 0 ? hop : Math.min(hop, window.heardFrames());
      of(window.id().epoch()).headMap(window.id().startColumn() + done, false).clear();
    }
  }

  private NavigableMap<Long, byte[]> of(int epoch) {
    return epochs.computeIfAbsent(epoch, each -> new TreeMap<>());
  }

  @Override
  public byte[] read(int epoch, long from, long to) {
    var bytes = new ByteArrayOutputStream();
    of(epoch).subMap(from, true, to, false).values().forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
