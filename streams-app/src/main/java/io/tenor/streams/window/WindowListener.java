package io.tenor.streams.window;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.SensorHistory;
import io.tenor.spectrogram.SensorHistory.Heard;
import io.tenor.spectrogram.VoiceActivity;
import java.util.Optional;

/**
 * Hears how much of each window of a sensor is speech, and keeps the sensor's history where the
 * model asks for it. Its whole state is {@link #state}.
 */
final class WindowListener {

  private static final byte[] NO_STATE = {};
  private static final float[] NO_STATISTICS = {};

  private final FrontEnd frontEnd;
  private final int hopFrames;
  private final VoiceActivity activity;
  private final Optional<SensorHistory> history;

  WindowListener(WindowTools tools) {
    var settings = tools.settings();
    frontEnd = settings.frontEnd();
    hopFrames = settings.windowHopFrames();
    activity = tools.activity();
    history = settings.adaptation().map(prior -> new SensorHistory(frontEnd, prior, activity));
  }

  /**
   * Hears one window, in the order in which they become due.
   *
   * @param levels its columns, [frames][bands]
   * @param firstOfRun whether no earlier window of this unbroken run shares a column with it
   */
  Heard hear(byte[] levels, boolean firstOfRun) {
    int frames = frontEnd.windowFrames();
    return history
        .map(past -> past.hear(levels, 0, frames, firstOfRun ? frames : hopFrames))
        .orElseGet(() -> new Heard(0, activity.speechShare(levels, 0, frames), NO_STATISTICS));
  }

  /**
   * Hears an utterance that is shorter than a window, a run of its own.
   *
   * @param levels its columns, [frames][bands]
   */
  Heard hearShort(byte[] levels) {
    int frames = levels.length / frontEnd.bands();
    return history
        .map(past -> past.hear(levels, 0, frames, frames))
        .orElseGet(() -> new Heard(0, activity.speechShare(levels, 0, frames), NO_STATISTICS));
  }

  /** What {@link #restore} needs; empty where nothing is kept. */
  byte[] state() {
    return history.map(past -> past.statistics().state()).orElse(NO_STATE);
  }

  /** Goes on where a listener of the same settings with this {@link #state} stood. */
  void restore(byte[] state) {
    history.ifPresent(past -> past.statistics().restore(state));
  }
}
