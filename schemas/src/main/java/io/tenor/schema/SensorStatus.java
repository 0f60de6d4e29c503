package io.tenor.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How the audio of one sensor comes in. All counts are since {@code since}, the numbers of
 * milliseconds are of the sensor's audio. When a sensor goes {@code offline}, and so how many
 * statuses there are, depends on the time of processing, and so does {@code clockOffsetMs}; the
 * counts do not.
 *
 * @param id derived: {@link #id}
 * @param sensor the sensor's id, not blank
 * @param context where the sensor listens
 * @param session the sensor's session; may be empty
 * @param state whether it is heard
 * @param degraded what is wrong with its audio since the last status, in the order of {@link
 *     Degradation}; empty unless the state is {@code degraded}
 * @param since capture time of the first audio that was heard of it
 * @param at capture time of the end of the last audio heard
 * @param number counts the statuses since {@code since}, from 1
 * @param sessions sessions heard, from 1
 * @param chunks chunks heard: duplicate and late ones are not among them
 * @param duplicateChunks chunks whose audio was there already
 * @param lateChunks chunks that came when what they hold had been given up
 * @param overtakingChunks chunks that came before one that belongs in front of them
 * @param heardMs audio heard
 * @param gaps places where audio is missing within a session
 * @param missingMs audio missing there, all together
 * @param bridgedMs of it, what was filled with silence because the gap was short
 * @param clockCorrections times that the capture times left the line of the sample count, because
 *     the sensor's clock drifts or was set
 * @param clockShiftMs by how much, all together; positive if the clock runs fast
 * @param skippedWindows windows that were not scored, because the monitor fell behind and sheds
 *     load
 * @param levelDb mean level of its windows since the last status, relative to a full-scale sine
 *     (dB); -120 before the first
 * @param noiseDb mean level of what is in the background of them, likewise
 * @param clippedShare part of these windows that is clipped, 0 to 1
 * @param clockOffsetMs capture time of the end of the last audio, less the time of processing:
 *     above zero the sensor's clock is ahead, below it is how old the audio was
 * @param processedAt when the status was made (processing time)
 * @param indexRestarts times that the sensor began to count its samples anew, though its session
 *     did not change; 0 where an earlier version wrote the status, as all that follow
 * @param conflictingChunks chunks that were left out because they contradict what is heard: those
 *     of another device with this id, or with an index that is wrong
 * @param sharedId whether so many were left out since the last status that another device has this
 *     id; false where an earlier version wrote the status
 * @param pausedMs of the audio heard, what the sensor announced as a pause
 */
public record SensorStatus(
    String id,
    String sensor,
    SensorContext context,
    String session,
    SensorState state,
    List<Degradation> degraded,
    Instant since,
    Instant at,
    long number,
    long sessions,
    long chunks,
    long duplicateChunks,
    long lateChunks,
    long overtakingChunks,
    long heardMs,
    long gaps,
    long missingMs,
    long bridgedMs,
    long clockCorrections,
    long clockShiftMs,
    long skippedWindows,
    double levelDb,
    double noiseDb,
    double clippedShare,
    long clockOffsetMs,
    Instant processedAt,
    long indexRestarts,
    long conflictingChunks,
    boolean sharedId,
    long pausedMs) {

  /** A status of a sensor that has its id alone, and announces no pause. */
  public SensorStatus(
      String id,
      String sensor,
      SensorContext context,
      String session,
      SensorState state,
      List<Degradation> degraded,
      Instant since,
      Instant at,
      long number,
      long sessions,
      long chunks,
      long duplicateChunks,
      long lateChunks,
      long overtakingChunks,
      long heardMs,
      long gaps,
      long missingMs,
      long bridgedMs,
      long clockCorrections,
      long clockShiftMs,
      long skippedWindows,
      double levelDb,
      double noiseDb,
      double clippedShare,
      long clockOffsetMs,
      Instant processedAt) {
    this(
        id,
        sensor,
        context,
        session,
        state,
        degraded,
        since,
        at,
        number,
        sessions,
        chunks,
        duplicateChunks,
        lateChunks,
        overtakingChunks,
        heardMs,
        gaps,
        missingMs,
        bridgedMs,
        clockCorrections,
        clockShiftMs,
        skippedWindows,
        levelDb,
        noiseDb,
        clippedShare,
        clockOffsetMs,
        processedAt,
        0,
        0,
        false,
        0);
  }

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public SensorStatus {
    Checks.text(id, "id");
    Checks.text(sensor, "sensor");
    Checks.present(context, "context");
    Checks.present(session, "session");
    Checks.present(state, "state");
    degraded = List.copyOf(Checks.present(degraded, "degraded"));
    if ((state == SensorState.DEGRADED) == degraded.isEmpty()) {
      throw new IllegalArgumentException(
          "degraded has %d reasons, but the state is %s".formatted(degraded.size(), state.label()));
    }
    since = Checks.present(since, "since").truncatedTo(ChronoUnit.MILLIS);
    at = Checks.present(at, "at").truncatedTo(ChronoUnit.MILLIS);
    Checks.positive(number, "number");
    Checks.positive(sessions, "sessions");
    Checks.notNegative(chunks, "chunks");
    Checks.notNegative(duplicateChunks, "duplicateChunks");
    Checks.notNegative(lateChunks, "lateChunks");
    Checks.notNegative(overtakingChunks, "overtakingChunks");
    Checks.notNegative(heardMs, "heardMs");
    Checks.notNegative(gaps, "gaps");
    Checks.notNegative(missingMs, "missingMs");
    Checks.notNegative(bridgedMs, "bridgedMs");
    Checks.notNegative(clockCorrections, "clockCorrections");
    Checks.notNegative(skippedWindows, "skippedWindows");
    levelDb = Checks.rounded(levelDb, "levelDb");
    noiseDb = Checks.rounded(noiseDb, "noiseDb");
    clippedShare = Checks.share(clippedShare, "clippedShare");
    processedAt = Checks.present(processedAt, "processedAt").truncatedTo(ChronoUnit.MILLIS);
    Checks.notNegative(indexRestarts, "indexRestarts");
    Checks.notNegative(conflictingChunks, "conflictingChunks");
    Checks.notNegative(pausedMs, "pausedMs");
  }

  /** The same with another number of windows that were not scored. */
  public SensorStatus withSkippedWindows(long windows) {
    return new SensorStatus(
        id,
        sensor,
        context,
        session,
        state,
        degraded,
        since,
        at,
        number,
        sessions,
        chunks,
        duplicateChunks,
        lateChunks,
        overtakingChunks,
        heardMs,
        gaps,
        missingMs,
        bridgedMs,
        clockCorrections,
        clockShiftMs,
        windows,
        levelDb,
        noiseDb,
        clippedShare,
        clockOffsetMs,
        processedAt,
        indexRestarts,
        conflictingChunks,
        sharedId,
        pausedMs);
  }

  /**
   * The key of a sensor's statuses in {@link Topics#status()}, {@code context/sensor},
   * percent-encoded as in {@link EmotionEvent#id}: sensors of two contexts may have the same id,
   * and compaction must not take one for the other.
   */
  public static String key(SensorContext context, String sensor) {
    return EventIds.join(context.label(), sensor);
  }

  /** The id of a status: {@code context/sensor/since/number}, {@code since} in milliseconds. */
  public static String id(SensorContext context, String sensor, Instant since, long number) {
    return EventIds.join(
        context.label(), sensor, Long.toString(since.toEpochMilli()), Long.toString(number));
  }
}
