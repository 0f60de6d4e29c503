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
 * @param audibility whether the monitor would ask the model about it
 */
record HeardWindow(InputWindow window, Audibility audibility) {

  private static final double STEP_SECONDS = 0.5;

  /**
   * Cuts an utterance.
   *
   * @param sensor hears it; empty for a network that does not adapt
   */
  static List<HeardWindow> of(Columns anywhere, FrontEnd frontEnd, Optional<SensorHistory> sensor) {
    Columns columns = anywhere.onHeap();
    int step = (int) Math.round(STEP_SECONDS * frontEnd.sampleRateHz() / frontEnd.hopSamples());
    int width = frontEnd.windowFrames();
    int[] starts = columns.windowStarts(width, step);
    VoiceActivity activity = new VoiceActivity(frontEnd);
    List<HeardWindow> windows = new ArrayList<>();
    if (sensor.isEmpty()) {
      for (int start : starts) {
        int frames = Math.min(width, columns.frames() - start);
        double share = activity.speechShare(columns.levels(), start * columns.bands(), frames);
        windows.add(
            new HeardWindow(
                InputWindow.of(columns.window(start, width)),
                Audibility.of(activity, columns, start, frames, share)));
      }
      return windows;
    }
    for (SensorHistory.Heard heard : sensor.get().hear(columns.levels(), starts)) {
      int frames = Math.min(width, columns.frames() - heard.start());
      windows.add(
          new HeardWindow(
              new InputWindow(
                  columns.window(heard.start(), width), heard.statistics(), new float[0]),
              Audibility.of(activity, columns, heard.start(), frames, heard.speechShare())));
    }
    return windows;
  }

  /** Whether it belongs into its sensor's past. */
  boolean isClear() {
    return audibility == Audibility.CLEAR;
  }
}
