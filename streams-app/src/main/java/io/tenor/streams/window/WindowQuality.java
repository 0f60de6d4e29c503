package io.tenor.streams.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the audio of a window is like.
 *
 * @param bridgedMs how much of it is filled gap, milliseconds
 * @param clippedMs how much of it is clipped, milliseconds, counted in steps of a column
 * @param levelDb how loud it is, relative to a full-scale sine
 * @param noiseDb how loud its quietest tenth is, likewise
 */
public record WindowQuality(int bridgedMs, int clippedMs, double levelDb, double noiseDb) {

  void write(DataOutput out) throws IOException {
    out.writeInt(bridgedMs);
    out.writeInt(clippedMs);
    out.writeDouble(levelDb);
    out.writeDouble(noiseDb);
  }

  static WindowQuality read(DataInput in) throws IOException {
    return new WindowQuality(in.readInt(), in.readInt(), in.readDouble(), in.readDouble());
  }
}
