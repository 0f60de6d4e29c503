package io.tenor.streams.window;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Which window, and what is known of it besides its columns. It is what survives a restart while
 * the window waits to be scored.
 *
 * @param sensor whose window
 * @param session the sensor's session
 * @param epoch counts the sensor's timelines; a new session starts a new one
 * @param startColumn index of the first column in the session
 * @param firstSample index of the first sample in the session, on the front end's rate
 * @param startMs capture time of the first sample, milliseconds since 1970
 * @param endMs capture time of the last sample
 * @param bridgedMs how much of the window is filled gap, milliseconds
 */
public record WindowId(
    SensorKey sensor,
    String session,
    int epoch,
    long startColumn,
    long firstSample,
    long startMs,
    long endMs,
    int bridgedMs) {

  private static final byte FORMAT = 1;

  /** Encodes for a state store. */
  public byte[] encode() {
    var bytes = new ByteArrayOutputStream(128);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(sensor.context().label());
      out.writeUTF(sensor.id());
      out.writeUTF(session);
      out.writeInt(epoch);
      out.writeLong(startColumn);
      out.writeLong(firstSample);
      out.writeLong(startMs);
      out.writeLong(endMs);
      out.writeInt(bridgedMs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes what {@link #encode} wrote.
   *
   * @throws IllegalStateException if another version wrote it
   */
  public static WindowId decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalStateException("a stored window has the unknown format " + format);
      }
      var context = SensorContext.ofLabel(in.readUTF()).orElseThrow();
      return new WindowId(
          new SensorKey(context, in.readUTF()),
          in.readUTF(),
          in.readInt(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readInt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
