package io.tenor.trainer.channel;

import io.tenor.audio.G711;
import java.util.Locale;

/** Each sample in eight bits, and back: ITU-T G.711. */
public enum Companding implements SoundChange {
  /** As in North America and Japan. */
  MULAW {
    @Override
    short heard(short sample) {
      return G711.mulaw(G711.toMulaw(sample));
    }
  },

  /** As elsewhere. */
  ALAW {
    @Override
    short heard(short sample) {
      return G711.alaw(G711.toAlaw(sample));
    }
  };

  abstract short heard(short sample);

  /** Its name, such as {@code mulaw}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public short[] apply(short[] samples, int sampleRateHz) {
    short[] heard = new short[samples.length];
    for (int n = 0; n < heard.length; n++) {
      heard[n] = heard(samples[n]);
    }
    return heard;
  }
}
