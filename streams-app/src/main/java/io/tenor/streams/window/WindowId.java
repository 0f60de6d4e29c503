package io.tenor.streams.window;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which window, and when and where it was heard.
 *
 * @param sensor whose window
 * @param session the sensor's session
 * @param epoch counts the sensor's timelines; a new session starts a new one
 * @param startColumn index of the first column in the session
 * @param firstSample index of the first sample in the session, on the front end's rate
 * @param startMs capture time of the first sample, milliseconds since 1970
 * @param endMs capture time of the last sample
 * @param quality what its audio is like
 */
public record WindowId(
    SensorKey sensor,
    String session,
    int epoch,
    long startColumn,
    long firstSample,
    long startMs,
    long endMs,
    WindowQuality quality) {

  void write(DataOutput out) throws IOException {
    out.writeUTF(sensor.context().label());
    out.writeUTF(sensor.id());
    out.writeUTF(session);
    out.writeInt(epoch);
    out.writeLong(startColumn);
    out.writeLong(firstSample);
    out.writeLong(startMs);
    out.writeLong(endMs);
    quality.write(out);
  }

  static WindowId read(DataInput in) throws IOException {
    var context = SensorContext.ofLabel(in.readUTF()).orElseThrow();
    return new WindowId(
        new SensorKey(context, in.readUTF()),
        in.readUTF(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        WindowQuality.read(in));
  }
}
