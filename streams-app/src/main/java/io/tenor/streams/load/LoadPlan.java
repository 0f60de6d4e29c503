package io.tenor.streams.load;

import io.tenor.streams.window.TimelineSettings;
import java.time.Duration;

/**
 * One load: how many sensors speak, how much, and for how long it is measured.
 *
 * @param sensors at least 1; half drive and half lie in a ward
 * @param speechShare part of their time in which they speak, 0 to 1
 * @param chunk how much audio a record holds, 10 ms to 10 s
 * @param warmUp time before the measurement, in which classes are compiled and caches fill
 * @param measured time of the measurement
 * @param target latency that 99 of 100 windows have to stay under
 * @param session that all sensors are in; events of others are not looked at
 * @param timeline how windows are cut by the model that is served
 */
public record LoadPlan(
    int sensors,
    double speechShare,
    Duration chunk,
    Duration warmUp,
    Duration measured,
    Duration target,
    String session,
    TimelineSettings timeline) {

  /** Checks the numbers; the message names the one that is wrong. */
  public LoadPlan {
    if (sensors < 1) {
      throw new IllegalArgumentException("The number of sensors is at least 1, not " + sensors);
    }
    if (!(speechShare >= 0 && speechShare <= 1)) {
      throw new IllegalArgumentException("The share of speech is 0 to 1, not " + speechShare);
    }
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException("The time to warm up is not below 0");
    }
    if (measured.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("At least a second is measured, not " + measured);
    }
    if (!session.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException(
          "A session of a load has letters, digits, dots and dashes, not " + session);
    }
  }

  /** The same load with another number of sensors, in a session of its own. */
  public LoadPlan with(int otherSensors, String otherSession) {
    return new LoadPlan(
        otherSensors, speechShare, chunk, warmUp, measured, target, otherSession, timeline);
  }

  /** The same load, warming up for so long at least. */
  public LoadPlan warmingUp(Duration atLeast) {
    return warmUp.compareTo(atLeast) >= 0
        ? this
        : new LoadPlan(sensors, speechShare, chunk, atLeast, measured, target, session, timeline);
  }

  /** Time in which the sensors send. */
  public Duration sending() {
    return warmUp.plus(measured);
  }

  /** Samples of a chunk, at {@link Speech#RATE_HZ}. */
  public int chunkSamples() {
    return Math.toIntExact(chunk.toNanos() * Speech.RATE_HZ / 1_000_000_000L);
  }

  /** Samples from the start of a window to the start of the next. */
  long hopSamples() {
    return (long) timeline.windowHopFrames() * timeline.frontEnd().hopSamples();
  }
}
