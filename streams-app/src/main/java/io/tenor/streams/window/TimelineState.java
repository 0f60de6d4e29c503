package io.tenor.streams.window;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What must survive a restart of one sensor's timeline, besides its columns, which are stored where
 * they are computed: about a kilobyte, and 645 bytes more for the history of 40 bands. It holds
 * samples, so it counts as audio.
 *
 * @param columnsFingerprint of the settings that its columns were made with
 * @param historyFingerprint of those of its history
 * @param epoch counts the sensor's timelines
 * @param fresh whether no window has been complete yet since the sensor was heard first
 * @param sessions which session is heard, and where its next sample is expected
 * @param toSkip source samples still to be skipped until the next column boundary
 * @param runStart index of the first column since the last restart
 * @param nextColumn index of the next column
 * @param resampler state of the resampler
 * @param tail 16 kHz samples not yet in all columns that they belong to
 * @param bridges filled gaps that a coming window can still see
 * @param clipped clipped audio that it can
 * @param channels which mix of the channels is heard
 * @param paused whether the columns since the last restart are of an announced pause
 * @param history what the sensor has said before; empty where the model does not ask
 */
record TimelineState(
    int columnsFingerprint,
    int historyFingerprint,
    int epoch,
    boolean fresh,
    SessionTracker sessions,
    long toSkip,
    long runStart,
    long nextColumn,
    byte[] resampler,
    short[] tail,
    SampleRanges bridges,
    SampleRanges clipped,
    ChannelChoice channels,
    boolean paused,
    byte[] history) {

  private static final byte FORMAT = 6;

  byte[] encode() {
    var bytes =
        new ByteArrayOutputStream(256 + resampler.length + 2 * tail.length + history.length);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(columnsFingerprint);
      out.writeInt(historyFingerprint);
      out.writeInt(epoch);
      out.writeBoolean(fresh);
      sessions.write(out);
      out.writeLong(toSkip);
      out.writeLong(runStart);
      out.writeLong(nextColumn);
      out.writeShort(resampler.length);
      out.write(resampler);
      out.writeShort(tail.length);
      out.write(bytes(tail));
      bridges.write(out);
      clipped.write(out);
      channels.write(out);
      out.writeBoolean(paused);
      out.writeShort(history.length);
      out.write(history);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** All at once: this is done for every chunk. */
  private static byte[] bytes(short[] samples) {
    var bytes = ByteBuffer.allocate(Short.BYTES * samples.length);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  /** Decodes what {@link #encode} wrote; empty if another format or other settings wrote it. */
  static Optional<TimelineState> decode(byte[] bytes, int columnsFingerprint) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        return Optional.empty();
      }
      int writtenWith = in.readInt();
      if (writtenWith != columnsFingerprint) {
        return Optional.empty();
      }
      int historyFingerprint = in.readInt();
      int epoch = in.readInt();
      boolean fresh = in.readBoolean();
      var sessions = SessionTracker.read(in);
      long toSkip = in.readLong();
      long runStart = in.readLong();
      long nextColumn = in.readLong();
      var resampler = in.readNBytes(in.readUnsignedShort());
      var tail = new short[in.readUnsignedShort()];
      for (int i = 0; i < tail.length; i++) {
        tail[i] = in.readShort();
      }
      var bridges = SampleRanges.read(in);
      var clipped = SampleRanges.read(in);
      var channels = ChannelChoice.read(in);
      boolean paused = in.readBoolean();
      var history = in.readNBytes(in.readUnsignedShort());
      return Optional.of(
          new TimelineState(
              columnsFingerprint,
              historyFingerprint,
              epoch,
              fresh,
              sessions,
              toSkip,
              runStart,
              nextColumn,
              resampler,
              tail,
              bridges,
              clipped,
              channels,
              paused,
              history));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
