package io.tenor.streams.window;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A complete window without its columns: what survives a restart while the window waits to be
 * scored. The statistics are stored because they cannot be had again: the sensor has said more
 * since.
 *
 * @param id which window
 * @param speechShare how much of it is speech, 0 to 1
 * @param statistics see {@link DueWindow}; not to be changed
 * @param history see {@link DueWindow}
 * @param fresh see {@link DueWindow}
 * @param heardFrames see {@link DueWindow}
 */
public record WindowMarker(
    WindowId id,
    double speechShare,
    float[] statistics,
    int history,
    boolean fresh,
    int heardFrames) {

  private static final byte FORMAT = 6;

  /** Of a whole window. */
  public WindowMarker(
      WindowId id, double speechShare, float[] statistics, int history, boolean fresh) {
    this(id, speechShare, statistics, history, fresh, 0);
  }

  /** The window again, with its columns. */
  public DueWindow with(byte[] levels) {
    return new DueWindow(id, levels, speechShare, statistics, history, fresh, heardFrames);
  }

  /** Encodes for a state store: about 100 bytes, and 4 for each of the statistics. */
  public byte[] encode() {
    var bytes = new ByteArrayOutputStream(128 + Float.BYTES * statistics.length);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      id.write(out);
      out.writeDouble(speechShare);
      out.writeBoolean(fresh);
      out.writeInt(history);
      out.writeShort(heardFrames);
      out.writeShort(statistics.length);
      for (float value : statistics) {
        out.writeFloat(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Decodes what {@link #encode} wrote; empty if another version wrote it. */
  public static Optional<WindowMarker> decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        return Optional.empty();
      }
      var id = WindowId.read(in);
      double speechShare = in.readDouble();
      boolean fresh = in.readBoolean();
      int history = in.readInt();
      int heardFrames = in.readUnsignedShort();
      var statistics = new float[in.readUnsignedShort()];
      for (int i = 0; i < statistics.length; i++) {
        statistics[i] = in.readFloat();
      }
      return Optional.of(
          new WindowMarker(id, speechShare, statistics, history, fresh, heardFrames));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
