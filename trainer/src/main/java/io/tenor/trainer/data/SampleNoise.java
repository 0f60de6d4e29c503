package io.tenor.trainer.data;

import java.util.List;

/** How loud the white noise is in those variants of a recording that have some. */
public enum SampleNoise {
  /** 30 to 35 dB below the recording: hardly to be heard. */
  LIGHT,

  /** 10 to 20 dB below it: as in a place where a fan or a fridge runs. */
  LOUD;

  /** Its level in each of the three variants with noise, dB relative to the recording. */
  List<Double> levelsDb() {
    return switch (this) {
      case LIGHT -> List.of(-35.0, -30.0, -30.0);
      case LOUD -> List.of(-20.0, -15.0, -10.0);
    };
  }
}
