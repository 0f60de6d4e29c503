package io.tenor.streams.window;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A chunk that waits for one before it, as it is stored. Holds samples, so it counts as audio.
 *
 * @param chunk which
 */
public record HeldChunk(AudioChunk chunk) {

  private static final byte FORMAT = 2;

  /** Encodes for a state store: two bytes a sample, four of several channels, and about 50 more. */
  public byte[] encode() {
    var samples = chunk.samples();
    var bytes = new ByteArrayOutputStream(2 * samples.length + 64);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(chunk.sensor().context().label());
      out.writeUTF(chunk.sensor().id());
      out.writeUTF(chunk.session());
      out.writeBoolean(chunk.firstSample().isPresent());
      out.writeLong(chunk.firstSample().orElse(0));
      out.writeLong(chunk.captureMs());
      out.writeInt(chunk.rateHz());
      out.writeBoolean(chunk.pause());
      write(samples, out);
      write(chunk.difference(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Decodes what {@link #encode} wrote; empty if another version wrote it. */
  public static Optional<HeldChunk> decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        return Optional.empty();
      }
      var context = SensorContext.ofLabel(in.readUTF()).orElseThrow();
      var sensor = new SensorKey(context, in.readUTF());
      var session = in.readUTF();
      boolean indexed = in.readBoolean();
      long first = in.readLong();
      long captureMs = in.readLong();
      int rateHz = in.readInt();
      boolean pause = in.readBoolean();
      var samples = read(in);
      var difference = read(in);
      var index = indexed ? OptionalLong.of(first) : OptionalLong.empty();
      return Optional.of(
          new HeldChunk(
              new AudioChunk(
                  sensor, session, index, captureMs, rateHz, samples, difference, pause)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(short[] samples, DataOutputStream out) throws IOException {
    out.writeInt(samples.length);
    for (short sample : samples) {
      out.writeShort(sample);
    }
  }

  private static short[] read(DataInputStream in) throws IOException {
    var samples = new short[in.readInt()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = in.readShort();
    }
    return samples;
  }
}
