package io.tenor.streams.sizing;

/**
 * What the sensors send, and what is made of it.
 *
 * @param sensors above 0
 * @param speechShare part of the windows with speech in them, 0 to 1
 * @param chunkMs how long a chunk is, 10 to 10,000
 * @param sampleRateHz samples a second, above 0
 * @param bytesPerSample 2 for 16 bits, 1 for mu-law
 * @param windowsPerSecond of a sensor; 2 for the shipped model
 * @param columnsPerSecond of a sensor; 100 for the shipped model
 * @param alertMessagesPerHour of a sensor: raised, escalated, cleared each count
 */
public record Workload(
    int sensors,
    double speechShare,
    int chunkMs,
    int sampleRateHz,
    int bytesPerSample,
    double windowsPerSecond,
    double columnsPerSecond,
    double alertMessagesPerHour) {

  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final double WINDOWS_PER_SECOND = 2;
  private static final double COLUMNS_PER_SECOND = 100;

  /** A guess: it depends on the people and the rules. */
  private static final double ALERT_MESSAGES_PER_HOUR = 4;

  /** Checks the ranges. */
  public Workload {
    if (sensors < 1) {
      throw new IllegalArgumentException("sensors is above 0, not " + sensors);
    }
    if (!(speechShare >= 0 && speechShare <= 1)) {
      throw new IllegalArgumentException("speechShare is 0 to 1, not " + speechShare);
    }
    if (chunkMs < 10 || chunkMs > 10_000) {
      throw new IllegalArgumentException("chunkMs is 10 to 10000, not " + chunkMs);
    }
    if (sampleRateHz < 1 || bytesPerSample < 1 || windowsPerSecond <= 0 || columnsPerSecond <= 0) {
      throw new IllegalArgumentException("Rates and sizes are above 0");
    }
  }

  /** Of sensors that send 16 kHz and 16 bits to the shipped model. */
  public static Workload of(int sensors, double speechShare, int chunkMs) {
    return new Workload(
        sensors,
        speechShare,
        chunkMs,
        SAMPLE_RATE_HZ,
        2,
        WINDOWS_PER_SECOND,
        COLUMNS_PER_SECOND,
        ALERT_MESSAGES_PER_HOUR);
  }

  /** The same of so many sensors. */
  public Workload with(int otherSensors) {
    return new Workload(
        otherSensors,
        speechShare,
        chunkMs,
        sampleRateHz,
        bytesPerSample,
        windowsPerSecond,
        columnsPerSecond,
        alertMessagesPerHour);
  }

  /** Chunks of a sensor in a second. */
  public double chunksPerSecond() {
    return 1e3 / chunkMs;
  }

  /** Windows with speech of a sensor in a second. */
  public double scoredWindowsPerSecond() {
    return windowsPerSecond * speechShare;
  }

  /** Bytes of samples of a sensor in a second. */
  public double sampleBytesPerSecond() {
    return (double) sampleRateHz * bytesPerSample;
  }

  /** How many of these a sensor has in a second. */
  double perSecond(StoreCosts.Per per) {
    return switch (per) {
      case CHUNK -> chunksPerSecond();
      case COLUMN -> columnsPerSecond;
      case WINDOW -> windowsPerSecond;
      case SCORED_WINDOW -> scoredWindowsPerSecond();
    };
  }
}
