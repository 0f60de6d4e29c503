package io.tenor.streams.alert;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one rule stands with one sensor. {@code p} is the smoothed probability of the rule's
 * emotions.
 *
 * <pre>
 *            p >= raiseAt               held for minDuration
 *   Calm ------------------> Rising ---------------------------> Raised
 *    ^                         |                                    |
 *    |       p < raiseAt       |                                    |
 *    +-------------------------+            p < clearAt             |
 *    +--------------------------------------------------------------+
 * </pre>
 *
 * <p>Entering and leaving {@code Raised} are the only steps that send an alert. {@code since},
 * {@code peak} and the evidence are kept from the entry into {@code Rising} on.
 */
public sealed interface AlertPhase {

  /** Smoothed probability and the end of the last window seen, milliseconds since 1970. */
  Level level();

  /**
   * The smoothed probability of the rule's emotions.
   *
   * @param p 0 to 1
   * @param atMs end of the window that it includes last, milliseconds since 1970
   */
  record Level(double p, long atMs) {}

  /** Nothing to report. */
  record Calm(Level level) implements AlertPhase {}

  /** The condition holds, not yet for long enough. */
  record Rising(Level level, Episode episode) implements AlertPhase {}

  /** The alert was raised and not yet cleared. */
  record Raised(Level level, Episode episode) implements AlertPhase {}

  /**
   * The time for which the condition has held.
   *
   * @param session the sensor's session in which it began
   * @param sinceMs end of the window with which it began, milliseconds since 1970
   * @param peak highest smoothed probability
   * @param windows windows since it began
   * @param evidence ids of its last events, at most {@link #MAX_EVIDENCE}
   */
  record Episode(String session, long sinceMs, double peak, int windows, List<String> evidence) {

    /** Events kept as evidence. */
    static final int MAX_EVIDENCE = 8;

    /** Copies the evidence. */
    public Episode {
      evidence = List.copyOf(evidence);
    }

    Episode with(double p, String eventId) {
      var ids = new ArrayList<>(evidence);
      ids.add(eventId);
      return new Episode(
          session,
          sinceMs,
          Math.max(peak, p),
          windows + 1,
          ids.subList(Math.max(0, ids.size() - MAX_EVIDENCE), ids.size()));
    }
  }

  /** Encodes for a state store. */
  default byte[] encode() {
    var bytes = new ByteArrayOutputStream(64);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(this instanceof Calm ? 0 : this instanceof Rising ? 1 : 2);
      out.writeDouble(level().p());
      out.writeLong(level().atMs());
      if (this instanceof Rising rising) {
        write(out, rising.episode());
      } else if (this instanceof Raised raised) {
        write(out, raised.episode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Decodes what {@link #encode} wrote. */
  static AlertPhase decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int kind = in.readByte();
      var level = new Level(in.readDouble(), in.readLong());
      return switch (kind) {
        case 0 -> new Calm(level);
        case 1 -> new Rising(level, read(in));
        case 2 -> new Raised(level, read(in));
        default -> throw new IllegalStateException("unknown stored alert phase " + kind);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutput out, Episode episode) throws IOException {
    out.writeUTF(episode.session());
    out.writeLong(episode.sinceMs());
    out.writeDouble(episode.peak());
    out.writeInt(episode.windows());
    out.writeByte(episode.evidence().size());
    for (var id : episode.evidence()) {
      out.writeUTF(id);
    }
  }

  private static Episode read(DataInput in) throws IOException {
    var session = in.readUTF();
    long sinceMs = in.readLong();
    double peak = in.readDouble();
    int windows = in.readInt();
    int count = in.readByte();
    var evidence = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      evidence.add(in.readUTF());
    }
    return new Episode(session, sinceMs, peak, windows, evidence);
  }
}
