package io.tenor.streams.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The filled gaps of a timeline that a window to come can still see, in samples. */
final class Bridges {

  private record Bridge(long from, long to) {}

  private final Deque<Bridge> bridges = new ArrayDeque<>();

  /** A gap from a sample (inclusive) to another (exclusive) was filled. */
  void add(long from, long to) {
    bridges.add(new Bridge(from, to));
  }

  /**
   * How many samples of a window are filled gaps; those before it are forgotten.
   *
   * @param first the window's first sample; no later window begins before it
   * @param end just after its last
   */
  long within(long first, long end) {
    bridges.removeIf(bridge -> bridge.to() <= first);
    return bridges.stream()
        .mapToLong(b -> Math.max(0, Math.min(b.to(), end) - Math.max(b.from(), first)))
        .sum();
  }

  void clear() {
    bridges.clear();
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(bridges.size());
    for (var bridge : bridges) {
      out.writeLong(bridge.from());
      out.writeLong(bridge.to());
    }
  }

  static Bridges read(DataInput in) throws IOException {
    var bridges = new Bridges();
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      bridges.add(in.readLong(), in.readLong());
    }
    return bridges;
  }
}
