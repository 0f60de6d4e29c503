package io.tenor.streams.load;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.window.TimelineSettings;
import java.time.Duration;

/** Loads for tests: windows as the shipped model cuts them, two a second. */
final class Loads {

  static final TimelineSettings TIMELINE = timeline();
  static final int WINDOW_SAMPLES = FrontEnd.compact().windowSamples();

  private Loads() {}

  private static TimelineSettings timeline() {
    try (var model = OnnxModel.shipped(1, Device.CPU)) {
      return TimelineSettings.of(model.metadata());
    }
  }

  static LoadPlan of(int sensors, Duration warmUp, Duration measured) {
    return new LoadPlan(
        sensors,
        1,
        Duration.ofMillis(250),
        warmUp,
        measured,
        Duration.ofSeconds(1),
        "load-test",
        TIMELINE);
  }
}
