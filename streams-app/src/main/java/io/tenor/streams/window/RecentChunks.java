package io.tenor.streams.window;

import io.tenor.streams.ingest.AudioChunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What the last chunks without a sample index were: one that lies where audio is there already came
 * twice if it is among them, and else is another device's. Not thread-safe.
 */
final class RecentChunks {

  private static final int MOST = 16;

  private record Recent(long captureMs, int hash) {

    static Recent of(AudioChunk chunk) {
      return new Recent(chunk.captureMs(), Arrays.hashCode(chunk.samples()));
    }
  }

  private final Deque<Recent> recent = new ArrayDeque<>();

  /** A chunk was heard. */
  void heard(AudioChunk chunk) {
    if (chunk.firstSample().isEmpty()) {
      recent.addLast(Recent.of(chunk));
      if (recent.size() > MOST) {
        recent.removeFirst();
      }
    }
  }

  /** Whether a chunk is of the time of the last ones and none of them. */
  boolean areContradictedBy(AudioChunk chunk) {
    return chunk.firstSample().isEmpty()
        && !recent.isEmpty()
        && chunk.captureMs() >= recent.peekFirst().captureMs()
        && !recent.contains(Recent.of(chunk));
  }

  void clear() {
    recent.clear();
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(recent.size());
    for (var chunk : recent) {
      out.writeLong(chunk.captureMs());
      out.writeInt(chunk.hash());
    }
  }

  static RecentChunks read(DataInput in) throws IOException {
    var chunks = new RecentChunks();
    int count = in.readByte();
    for (int i = 0; i < count; i++) {
      chunks.recent.addLast(new Recent(in.readLong(), in.readInt()));
    }
    return chunks;
  }
}
