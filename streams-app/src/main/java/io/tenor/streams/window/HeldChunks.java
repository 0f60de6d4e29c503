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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Chunks of one sensor that wait for one before them, as they are stored. Holds samples, so it
 * counts as audio.
 *
 * @param chunks at least one, all of one sensor
 */
public record HeldChunks(List<AudioChunk> chunks) {

  private static final byte FORMAT = 1;

  /** Copies the list. */
  public HeldChunks {
    chunks = List.copyOf(chunks);
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException("nothing is held");
    }
  }

  /** Whose they are. */
  public SensorKey sensor() {
    return chunks.get(0).sensor();
  }

  /** Encodes for a state store: the samples, and under 400 bytes for each chunk. */
  public byte[] encode() {
    int samples = chunks.stream().mapToInt(chunk -> chunk.samples().length).sum();
    var bytes = new ByteArrayOutputStream(2 * samples + 400 * chunks.size());
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(sensor().context().label());
      out.writeUTF(sensor().id());
      out.writeShort(chunks.size());
      for (var chunk : chunks) {
        out.writeUTF(chunk.session());
        out.writeBoolean(chunk.firstSample().isPresent());
        out.writeLong(chunk.firstSample().orElse(0));
        out.writeLong(chunk.captureMs());
        out.writeInt(chunk.rateHz());
        out.writeInt(chunk.samples().length);
        for (short sample : chunk.samples()) {
          out.writeShort(sample);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Decodes what {@link #encode} wrote; empty if another version wrote it. */
  public static Optional<HeldChunks> decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        return Optional.empty();
      }
      var sensor = new SensorKey(SensorContext.ofLabel(in.readUTF()).orElseThrow(), in.readUTF());
      int count = in.readUnsignedShort();
      var chunks = new ArrayList<AudioChunk>(count);
      for (int i = 0; i < count; i++) {
        var session = in.readUTF();
        boolean indexed = in.readBoolean();
        long first = in.readLong();
        long captureMs = in.readLong();
        int rateHz = in.readInt();
        var samples = new short[in.readInt()];
        for (int k = 0; k < samples.length; k++) {
          samples[k] = in.readShort();
        }
        var index = indexed ? OptionalLong.of(first) : OptionalLong.empty();
        chunks.add(new AudioChunk(sensor, session, index, captureMs, rateHz, samples));
      }
      return Optional.of(new HeldChunks(chunks));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
