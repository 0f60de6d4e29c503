package io.tenor.streams.window;

import io.tenor.spectrogram.LevelExtractor;
import io.tenor.spectrogram.LevelMeter;
import io.tenor.spectrogram.VoiceActivity;

/**
 * What the timelines of one thread share: each would take more memory than all that is kept of a
 * sensor.
 *
 * @param settings of all of them
 * @param extractor makes columns; for one thread
 * @param activity hears speech
 * @param meter measures how loud a window is
 */
public record WindowTools(
    TimelineSettings settings, LevelExtractor extractor, VoiceActivity activity, LevelMeter meter) {

  /** For these settings. */
  public static WindowTools of(TimelineSettings settings) {
    var frontEnd = settings.frontEnd();
    return new WindowTools(
        settings,
        new LevelExtractor(frontEnd),
        new VoiceActivity(frontEnd),
        new LevelMeter(frontEnd));
  }
}
