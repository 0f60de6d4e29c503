package io.tenor.trainer.evaluation;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.SensorHistory;
import io.tenor.spectrogram.VoiceActivity;
import io.tenor.trainer.data.Columns;
import io.tenor.trainer.network.InputWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A window of an utterance as the monitor cuts it: one every half second.
 *
 * @param window with what its sensor knows, but for its past of pooled features
 * @param speech whether the monitor would find speech in it
 */
record HeardWindow(InputWindow window, boolean speech) {

  private static final double STEP_SECONDS = 0.5;

  /**
   * Cuts an utterance.
   *
   * @param sensor hears it; empty for a network that does not adapt, where all counts as speech
   */
  static List<HeardWindow> of(Columns columns, FrontEnd frontEnd, Optional<SensorHistory> sensor) {
    int step = (int) Math.round(STEP_SECONDS * frontEnd.sampleRateHz() / frontEnd.hopSamples());
    int width = frontEnd.windowFrames();
    int[] starts = columns.windowStarts(width, step);
    List<HeardWindow> windows = new ArrayList<>();
    if (sensor.isEmpty()) {
      for (int start : starts) {
        windows.add(new HeardWindow(InputWindow.of(columns.window(start, width)), true));
      }
      return windows;
    }
    VoiceActivity activity = new VoiceActivity(frontEnd);
    for (SensorHistory.Heard heard : sensor.get().hear(columns.levels(), starts)) {
      byte[] levels = columns.window(heard.start(), width);
      windows.add(
          new HeardWindow(
              new InputWindow(levels, heard.statistics(), new float[0]),
              activity.isSpeech(heard.speechShare())));
    }
    return windows;
  }
}
