package io.tenor.streams.window;

import io.tenor.schema.Degradation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sensor's windows are like since its last status; where there was none since, what those
 * before it were like. Not thread-safe.
 */
final class SignalTally {

  /** What is told of a sensor that has no window yet, dB. */
  static final double NOTHING_DB = -120;

  /** From this share on audio counts as clipped, or as lost. */
  static final double TOO_MUCH = 0.05;

  /** A louder background than this lets nobody be judged, dB. */
  static final double NOISY_DB = -35;

  /** A microphone that gives less is dead or muted, dB. */
  static final double QUIET_DB = -70;

  private int windows;
  private double levelSum;
  private double noiseSum;
  private long clippedMs;
  private long lengthMs;
  private boolean told;
  private long spokenAtUs;
  private long missingAtUs;
  private long heardAtUs;

  /**
   * A window is complete.
   *
   * @param heardUs the sensor's audio so far
   */
  void window(WindowQuality quality, int windowMs, boolean speech, long heardUs) {
    if (told) {
      windows = 0;
      levelSum = 0;
      noiseSum = 0;
      clippedMs = 0;
      lengthMs = 0;
      told = false;
    }
    windows++;
    levelSum += quality.levelDb();
    noiseSum += quality.noiseDb();
    clippedMs += quality.clippedMs();
    lengthMs += windowMs;
    if (speech) {
      spokenAtUs = heardUs;
    }
  }

  /** Mean level, dB. */
  double levelDb() {
    return windows == 0 ? NOTHING_DB : Math.rint(10 * levelSum / windows) / 10;
  }

  /** Mean level of the background, dB. */
  double noiseDb() {
    return windows == 0 ? NOTHING_DB : Math.rint(10 * noiseSum / windows) / 10;
  }

  /** The share of the windows that is clipped, 0 to 1. */
  double clippedShare() {
    return lengthMs == 0 ? 0 : Math.min(1, (double) clippedMs / lengthMs);
  }

  /** How much audio has come since somebody spoke, microseconds. */
  long silentUs(long heardUs) {
    return heardUs - spokenAtUs;
  }

  /**
   * What is wrong.
   *
   * @param heardUs the sensor's audio so far
   * @param missingUs what is missing of it so far
   */
  List<Degradation> degraded(long heardUs, long missingUs) {
    var reasons = new ArrayList<Degradation>();
    if (clippedShare() > TOO_MUCH) {
      reasons.add(Degradation.CLIPPED);
    }
    if (noiseDb() > NOISY_DB) {
      reasons.add(Degradation.NOISY);
    }
    if (windows > 0 && levelDb() < QUIET_DB) {
      reasons.add(Degradation.QUIET);
    }
    long missing = missingUs - missingAtUs;
    if (missing > TOO_MUCH * (missing + heardUs - heardAtUs)) {
      reasons.add(Degradation.LOSSY);
    }
    return reasons;
  }

  /** A status was made of it. */
  void told(long heardUs, long missingUs) {
    told = true;
    heardAtUs = heardUs;
    missingAtUs = missingUs;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(windows);
    out.writeDouble(levelSum);
    out.writeDouble(noiseSum);
    out.writeLong(clippedMs);
    out.writeLong(lengthMs);
    out.writeBoolean(told);
    out.writeLong(spokenAtUs);
    out.writeLong(missingAtUs);
    out.writeLong(heardAtUs);
  }

  static SignalTally read(DataInput in) throws IOException {
    var tally = new SignalTally();
    tally.windows = in.readInt();
    tally.levelSum = in.readDouble();
    tally.noiseSum = in.readDouble();
    tally.clippedMs = in.readLong();
    tally.lengthMs = in.readLong();
    tally.told = in.readBoolean();
    tally.spokenAtUs = in.readLong();
    tally.missingAtUs = in.readLong();
    tally.heardAtUs = in.readLong();
    return tally;
  }
}
