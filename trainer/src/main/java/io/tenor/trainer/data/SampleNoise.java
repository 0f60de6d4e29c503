package io.tenor.trainer.data;

/** How loud the white noise is in those variants of a recording that have some. */
public enum SampleNoise {
  /** 30 to 35 dB below the recording: hardly to be heard. */
  LIGHT(-35, -30, -30),

  /** 10 to 20 dB below it: as in a place where a fan or a fridge runs. */
  LOUD(-20, -15, -10);

  private final double first;
  private final double second;
  private final double third;

  SampleNoise(double first, double second, double third) {
    this.first = first;
    this.second = second;
    this.third = third;
  }

  /** Level in the first variant with noise, dB relative to the recording. */
  double firstDb() {
    return first;
  }

  /** Level in the second variant with noise, likewise. */
  double secondDb() {
    return second;
  }

  /** Level in the third variant with noise, likewise. */
  double thirdDb() {
    return third;
  }
}
