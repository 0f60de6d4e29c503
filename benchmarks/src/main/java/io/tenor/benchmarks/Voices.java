package io.tenor.benchmarks;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;

/** What benchmarks hear: the built-in voice, the same on every machine. */
final class Voices {

  private static final String EMOTION = "anger";

  private Voices() {}

  /** So many samples of speech at 16 kHz, 16 bits. */
  static short[] speech(int samples) {
    return new VoiceSynthesizer(VoiceProfile.of(EMOTION), 1).next(samples);
  }

  /** One of many sensors. */
  static SensorKey sensor(int number) {
    return new SensorKey(SensorContext.WARD, "bed-" + number);
  }
}
