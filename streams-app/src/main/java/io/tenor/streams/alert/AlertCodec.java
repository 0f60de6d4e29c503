package io.tenor.streams.alert;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.AlertEvidence;
import io.tenor.schema.Priority;
import io.tenor.streams.alert.AlertPhase.Acknowledged;
import io.tenor.streams.alert.AlertPhase.Calm;
import io.tenor.streams.alert.AlertPhase.Cooling;
import io.tenor.streams.alert.AlertPhase.Episode;
import io.tenor.streams.alert.AlertPhase.Escalated;
import io.tenor.streams.alert.AlertPhase.Raised;
import io.tenor.streams.alert.AlertPhase.Rising;
import io.tenor.streams.alert.AlertPhase.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** {@link SensorAlerts} as bytes: about 100, and about 100 for each window of evidence. */
final class AlertCodec {

  private static final byte FORMAT = 2;

  /** It knew nothing of a clock that is set back. */
  private static final byte WITHOUT_AHEAD = 1;

  private static final String LABELS = ",";

  private AlertCodec() {}

  static byte[] encode(SensorAlerts sensor) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(sensor.belief().atMs());
      for (int state = 0; state < Belief.STATES; state++) {
        out.writeDouble(sensor.belief().of(state));
      }
      out.writeLong(sensor.last().endMs());
      out.writeLong(sensor.last().aheadMs());
      out.writeUTF(sensor.last().session());
      out.writeUTF(sensor.last().model());
      out.writeShort(sensor.rules().size());
      for (var rule : sensor.rules().entrySet()) {
        out.writeUTF(rule.getKey());
        out.writeDouble(rule.getValue().score());
        out.writeDouble(rule.getValue().usual());
        write(out, rule.getValue().phase());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Optional<SensorAlerts> decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT && format != WITHOUT_AHEAD) {
        return Optional.empty();
      }
      long atMs = in.readLong();
      var states = new double[Belief.STATES];
      for (int state = 0; state < states.length; state++) {
        states[state] = in.readDouble();
      }
      var last =
          new SensorAlerts.LastWindow(
              in.readLong(), format == FORMAT ? in.readLong() : 0, in.readUTF(), in.readUTF());
      var rules = new TreeMap<String, RuleState>();
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        var name = in.readUTF();
        double score = in.readDouble();
        double usual = in.readDouble();
        rules.put(name, new RuleState(readPhase(in), score, usual));
      }
      return Optional.of(new SensorAlerts(new Belief(states, atMs), last, rules));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutput out, AlertPhase phase) throws IOException {
    if (phase instanceof Calm) {
      out.writeByte(0);
    } else if (phase instanceof Rising rising) {
      out.writeByte(1);
      write(out, rising.episode());
    } else if (phase instanceof Raised raised) {
      out.writeByte(2);
      write(out, raised.episode());
      out.writeLong(raised.raisedMs());
    } else if (phase instanceof Escalated escalated) {
      out.writeByte(3);
      write(out, escalated.episode());
      out.writeLong(escalated.raisedMs());
    } else if (phase instanceof Acknowledged acknowledged) {
      out.writeByte(4);
      write(out, acknowledged.episode());
      out.writeLong(acknowledged.raisedMs());
      out.writeUTF(acknowledged.by());
    } else if (phase instanceof Cooling cooling) {
      out.writeByte(5);
      out.writeLong(cooling.untilMs());
    }
  }

  private static AlertPhase readPhase(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 0 -> Calm.CALM;
      case 1 -> new Rising(readEpisode(in));
      case 2 -> new Raised(readEpisode(in), in.readLong());
      case 3 -> new Escalated(readEpisode(in), in.readLong());
      case 4 -> new Acknowledged(readEpisode(in), in.readLong(), in.readUTF());
      case 5 -> new Cooling(in.readLong());
      default -> throw new IllegalStateException("unknown stored alert phase " + kind);
    };
  }

  private static void write(DataOutput out, Episode episode) throws IOException {
    out.writeUTF(episode.subject().condition().name());
    out.writeUTF(episode.subject().priority().name());
    out.writeUTF(String.join(LABELS, episode.subject().emotions()));
    out.writeUTF(episode.session());
    out.writeLong(episode.sinceMs());
    out.writeDouble(episode.score());
    out.writeDouble(episode.peak());
    out.writeInt(episode.windows());
    out.writeInt(episode.spoken());
    out.writeByte(episode.evidence().size());
    for (var window : episode.evidence()) {
      out.writeUTF(window.event());
      out.writeLong(window.end().toEpochMilli());
      out.writeUTF(window.label());
      out.writeDouble(window.observed());
    }
  }

  private static Episode readEpisode(DataInput in) throws IOException {
    var condition = AlertCondition.valueOf(in.readUTF());
    var priority = Priority.valueOf(in.readUTF());
    var labels = in.readUTF();
    var emotions = labels.isEmpty() ? List.<String>of() : List.of(labels.split(LABELS, -1));
    var session = in.readUTF();
    long sinceMs = in.readLong();
    double score = in.readDouble();
    double peak = in.readDouble();
    int windows = in.readInt();
    int spoken = in.readInt();
    int count = in.readByte();
    var evidence = new ArrayList<AlertEvidence>(count);
    for (int i = 0; i < count; i++) {
      evidence.add(
          new AlertEvidence(
              in.readUTF(), Instant.ofEpochMilli(in.readLong()), in.readUTF(), in.readDouble()));
    }
    return new Episode(
        new Subject(condition, priority, emotions),
        session,
        sinceMs,
        score,
        peak,
        windows,
        spoken,
        evidence);
  }
}
