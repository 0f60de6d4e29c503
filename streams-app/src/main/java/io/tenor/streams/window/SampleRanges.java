package io.tenor.streams.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Parts of a timeline that a window to come can still see, in samples: filled gaps, or clipped
 * audio. They come in the order of the timeline.
 */
final class SampleRanges {

  private record Range(long from, long to) {}

  private final Deque<Range> ranges = new ArrayDeque<>();

  /** A part from a sample (inclusive) to another (exclusive); none begins before the last. */
  void add(long from, long to) {
    var last = ranges.peekLast();
    if (last != null && from <= last.to()) {
      ranges.removeLast();
      ranges.addLast(new Range(last.from(), Math.max(last.to(), to)));
    } else {
      ranges.addLast(new Range(from, to));
    }
  }

  /**
   * How many samples of a window they hold; those before it are forgotten.
   *
   * @param first the window's first sample; no later window begins before it
   * @param end just after its last
   */
  long within(long first, long end) {
    ranges.removeIf(range -> range.to() <= first);
    return ranges.stream()
        .mapToLong(r -> Math.max(0, Math.min(r.to(), end) - Math.max(r.from(), first)))
        .sum();
  }

  void clear() {
    ranges.clear();
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(ranges.size());
    for (var range : ranges) {
      out.writeLong(range.from());
      out.writeLong(range.to());
    }
  }

  static SampleRanges read(DataInput in) throws IOException {
    var ranges = new SampleRanges();
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      ranges.ranges.addLast(new Range(in.readLong(), in.readLong()));
    }
    return ranges;
  }
}
