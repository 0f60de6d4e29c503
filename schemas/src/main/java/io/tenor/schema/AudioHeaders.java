package io.tenor.schema;

/** Names of the headers of an audio chunk; all are optional, all values are UTF-8 text. */
public final class AudioHeaders {

  /** How the samples are written; without it, {@link #DEFAULT_CONTENT_TYPE}. */
  public static final String CONTENT_TYPE = "content-type";

  /** 16 kHz, signed 16-bit little-endian, mono. */
  public static final String DEFAULT_CONTENT_TYPE =
      "audio/pcm;rate=16000;encoding=s16le;channels=1";

  /** Changes when the sensor restarts, and sample indices begin again; without it, empty. */
  public static final String SESSION = "session";

  /**
   * Index in the session of the chunk's first sample, decimal, counted at the chunk's own sample
   * rate and per channel (a stereo frame counts once). Without it the position comes from the
   * record's timestamp.
   */
  public static final String FIRST_SAMPLE = "first-sample";

  /**
   * On a record without a value: for how many samples from its first one on there was nothing worth
   * sending, decimal, at the rate of its content type. So a pause is silence and nothing lost.
   */
  public static final String SILENCE = "silence";

  private AudioHeaders() {}
}
