package io.tenor.streams.ingest;

import java.util.OptionalLong;

/**
 * A validated piece of one sensor's audio: mono, 16 bits, at the rate it was sent with. It is
 * resampled only after it has found its place on the sensor's timeline, because a resampler needs
 * the neighbours of a sample and gaps are counted in the sensor's own samples.
 *
 * @param sensor who heard it
 * @param session changes when the sensor restarts; {@code "-"} where the sensor does not say
 * @param firstSample index in the session of the first sample, at {@code rateHz}; empty where the
 *     sensor does not say, and then the capture time places the chunk
 * @param captureMs capture time of the first sample by the sensor's clock, milliseconds since 1970
 * @param rateHz sample rate, one of those of {@link io.tenor.audio.PcmFormat}
 * @param samples mono samples, at least one; not to be changed
 * @param difference of the channels, as many samples, see {@link io.tenor.audio.Mix}; empty if
 *     there is one; not to be changed
 * @param pause whether the sensor only says that it was silent for so long: the samples are comfort
 *     noise
 */
public record AudioChunk(
    SensorKey sensor,
    String session,
    OptionalLong firstSample,
    long captureMs,
    int rateHz,
    short[] samples,
    short[] difference,
    boolean pause)
    implements Ingested {

  private static final short[] NONE = {};

  /** A chunk of one channel. */
  public AudioChunk(
      SensorKey sensor,
      String session,
      OptionalLong firstSample,
      long captureMs,
      int rateHz,
      short[] samples) {
    this(sensor, session, firstSample, captureMs, rateHz, samples, NONE, false);
  }

  /** The same as an announced pause. */
  public AudioChunk asPause() {
    return new AudioChunk(
        sensor, session, firstSample, captureMs, rateHz, samples, difference, true);
  }
}
