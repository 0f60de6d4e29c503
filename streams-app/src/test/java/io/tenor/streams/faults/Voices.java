package io.tenor.streams.faults;

import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.util.stream.IntStream;

/** What the sensors of a run say: each its own twenty seconds, over and over, for any time. */
final class Voices {

  private static final int SAMPLES = 20 * 16_000;

  private final short[][] loops;

  Voices(int sensors) {
    loops =
        IntStream.range(0, sensors)
            .mapToObj(
                i -> {
                  var labels = VoiceProfile.LABELS;
                  var manner = VoiceProfile.of(labels.get(i % labels.size())).forSpeaker(i);
                  return new VoiceSynthesizer(manner, i).next(SAMPLES);
                })
            .toArray(short[][]::new);
  }

  int sensors() {
    return loops.length;
  }

  static String name(int sensor) {
    return "bed-" + sensor;
  }

  /** A sensor's samples from one index to another. */
  short[] samples(int sensor, int from, int to) {
    var samples = new short[to - from];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = loops[sensor][(from + i) % SAMPLES];
    }
    return samples;
  }
}
