package io.tenor.streams.faults;

import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.util.stream.IntStream;

/**
 * What the sensors of a run say: twenty seconds, over and over, for any time. There are so many
 * voices that each sensor has its own, up to fifty; more sensors say the same, each from elsewhere.
 */
final class Voices {

  private static final int SAMPLES = 20 * 16_000;

  private static final int MOST_VOICES = 50;

  private final int sensors;
  private final short[][] loops;

  Voices(int sensors) {
    this.sensors = sensors;
    loops =
        IntStream.range(0, Math.min(sensors, MOST_VOICES))
            .mapToObj(
                i -> {
                  var labels = VoiceProfile.LABELS;
                  var manner = VoiceProfile.of(labels.get(i % labels.size())).forSpeaker(i);
                  return new VoiceSynthesizer(manner, i).next(SAMPLES);
                })
            .toArray(short[][]::new);
  }

  int sensors() {
    return sensors;
  }

  static String name(int sensor) {
    return "bed-" + sensor;
  }

  /** A sensor's samples from one index to another. */
  short[] samples(int sensor, int from, int to) {
    var loop = loops[sensor % loops.length];
    int shift = sensor / loops.length * 1_234;
    var samples = new short[to - from];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = loop[(from + i + shift) % SAMPLES];
    }
    return samples;
  }
}
