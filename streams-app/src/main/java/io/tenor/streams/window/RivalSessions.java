package io.tenor.streams.window;

import io.tenor.streams.ingest.AudioChunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The sessions of a sensor that were left for another one, as long as they may go on: where two
 * devices have one id, each chunk would else begin the session of its device anew, and no window
 * would ever be complete. A session that was heard for a while is kept to, and what the other
 * device sends is left out, until the one that is heard has been quiet for {@value #PATIENCE_MS} ms
 * by the other's own time. Not thread-safe.
 */
final class RivalSessions {

  /** After so much audio of another session without any of the one that is heard, that is over. */
  static final long PATIENCE_MS = 10_000;

  /** A session of so many chunks is no mistake. */
  static final int ESTABLISHED = 2;

  /** So many devices with one id are told from each other. */
  private static final int MOST = 8;

  private static final long NEVER = Long.MIN_VALUE;

  /**
   * A session that was left.
   *
   * @param clock where it would go on
   * @param name see {@link SessionTracker#name}
   * @param chunks how many were heard of it, up to {@link #ESTABLISHED}
   * @param sinceMs capture time of its first chunk that was left out since the session that is
   *     heard was; {@link #NEVER} if there is none
   * @param alive whether it has gone on since
   */
  record Rival(SampleClock clock, String name, int chunks, long sinceMs, boolean alive) {

    boolean isEstablished() {
      return chunks >= ESTABLISHED;
    }
  }

  private final Deque<Rival> rivals = new ArrayDeque<>();

  /** The session that a chunk goes on with. */
  Optional<Rival> continuedBy(AudioChunk chunk, TimelineSettings settings) {
    return rivals.stream().filter(r -> r.clock().isContinuedBy(chunk, settings)).findFirst();
  }

  /** Whether a chunk shows that a session that was left goes on: it is no mere latecomer. */
  boolean showAlive(AudioChunk chunk, TimelineSettings settings) {
    return continuedBy(chunk, settings)
        .filter(
            rival -> rival.alive() || rival.clock().quietByTimeMs(chunk) > settings.duplicateMs())
        .isPresent();
  }

  /** Whether a session of this name was heard lately. */
  boolean know(String session) {
    return rivals.stream().anyMatch(rival -> rival.clock().session().equals(session));
  }

  /**
   * Whether a chunk of a session that was left is to be left out.
   *
   * @param heardChunks how many chunks were heard of the session that is heard now
   */
  boolean leaveOut(Rival rival, AudioChunk chunk, int heardChunks) {
    boolean mistaken = heardChunks < ESTABLISHED && rival.isEstablished();
    boolean over = rival.sinceMs() != NEVER && chunk.captureMs() - rival.sinceMs() > PATIENCE_MS;
    return !mistaken && !over;
  }

  /** A chunk of a session that was left is left out. */
  void leftOut(Rival rival, AudioChunk chunk, TimelineSettings settings) {
    long sinceMs = rival.sinceMs() == NEVER ? chunk.captureMs() : rival.sinceMs();
    rivals.remove(rival);
    rivals.addLast(
        new Rival(
            rival.clock().after(chunk, settings), rival.name(), rival.chunks(), sinceMs, true));
  }

  /** The session that is heard goes on. */
  void heard() {
    for (int i = rivals.size(); i > 0; i--) {
      var rival = rivals.removeFirst();
      rivals.addLast(
          rival.sinceMs() == NEVER
              ? rival
              : new Rival(rival.clock(), rival.name(), rival.chunks(), NEVER, rival.alive()));
    }
  }

  /** A session is left for that of a chunk. */
  void left(SampleClock clock, String name, int chunks, AudioChunk chunk) {
    rivals.removeIf(rival -> rival.clock().isOf(chunk));
    if (!clock.isOf(chunk)) {
      rivals.addLast(new Rival(clock, name, Math.min(chunks, ESTABLISHED), NEVER, false));
    }
    if (rivals.size() > MOST) {
      rivals.removeFirst();
    }
  }

  /** Nobody is known any more. */
  void clear() {
    rivals.clear();
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(rivals.size());
    for (var rival : rivals) {
      rival.clock().write(out);
      out.writeUTF(rival.name());
      out.writeByte(rival.chunks());
      out.writeLong(rival.sinceMs());
      out.writeBoolean(rival.alive());
    }
  }

  static RivalSessions read(DataInput in) throws IOException {
    var sessions = new RivalSessions();
    int count = in.readByte();
    for (int i = 0; i < count; i++) {
      sessions.rivals.addLast(
          new Rival(
              SampleClock.read(in), in.readUTF(), in.readByte(), in.readLong(), in.readBoolean()));
    }
    return sessions;
  }
}
