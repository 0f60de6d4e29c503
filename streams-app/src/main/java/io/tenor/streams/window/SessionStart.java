package io.tenor.streams.window;

import io.tenor.streams.ingest.AudioChunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a sensor's session began, and which was before it.
 *
 * @param before the session before; empty if there was none
 * @param startMs capture time of the first sample of this one, milliseconds since 1970
 */
record SessionStart(String before, long startMs) {

  /**
   * Whether a chunk is a latecomer of the session before, captured when that was not over: it must
   * not begin that session anew. A sensor that goes back to an old name later does.
   */
  boolean leftBehind(AudioChunk chunk) {
    return chunk.session().equals(before) && chunk.captureMs() < startMs;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(before);
    out.writeLong(startMs);
  }

  static SessionStart read(DataInput in) throws IOException {
    return new SessionStart(in.readUTF(), in.readLong());
  }
}
