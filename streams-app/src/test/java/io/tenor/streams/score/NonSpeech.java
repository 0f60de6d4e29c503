package io.tenor.streams.score;

import io.tenor.schema.Emotion;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Sounds without one person speaking, at 16 kHz, another one for each state of the source. */
enum NonSpeech {
  /** White noise from a whisper to nearly full scale. */
  WHITE_NOISE {
    @Override
    double[] sound(int length, Random random) {
      return each(length, n -> random.nextGaussian());
    }
  },

  /** Noise whose power falls by 3 dB an octave (Paul Kellet's filter). */
  PINK_NOISE {
    @Override
    double[] sound(int length, Random random) {
      double[] b = new double[3];
      return each(
          length,
          n -> {
            double white = random.nextGaussian();
            b[0] = 0.99765 * b[0] + white * 0.0990460;
            b[1] = 0.96300 * b[1] + white * 0.2965164;
            b[2] = 0.57000 * b[2] + white * 1.0526913;
            return b[0] + b[1] + b[2] + white * 0.1848;
          });
    }
  },

  /** Twelve synthetic voices of all moods at once. */
  BABBLE {
    @Override
    double[] sound(int length, Random random) {
      double[] sum = new double[length];
      var labels = Emotion.values();
      for (int voice = 0; voice < 12; voice++) {
        var profile =
            VoiceProfile.of(labels[random.nextInt(labels.length)].label())
                .forSpeaker(random.nextInt());
        short[] samples = new VoiceSynthesizer(profile, random.nextInt()).next(length + 16_000);
        for (int n = 0; n < length; n++) {
          sum[n] += samples[n + 16_000];
        }
      }
      return sum;
    }
  },

  /** A sine, a square wave or a rising tone. */
  TONE {
    @Override
    double[] sound(int length, Random random) {
      double hz = 80 * Math.pow(40, random.nextDouble());
      double rise = random.nextInt(3) == 0 ? random.nextDouble() : 0;
      boolean square = random.nextInt(3) == 0;
      return each(
          length,
          n -> {
            double seconds = n / RATE;
            double phase = 2 * Math.PI * hz * seconds * (1 + rise * seconds / 4);
            return square ? Math.signum(Math.sin(phase)) : Math.sin(phase);
          });
    }
  },

  /** A melody of bells over a held chord, both by frequency modulation. */
  MUSIC {
    @Override
    double[] sound(int length, Random random) {
      double tonic = 110 * Math.pow(2, random.nextInt(12) / 12.0);
      int note = (int) (RATE / (2 + random.nextInt(5)));
      int[] scale = {0, 2, 4, 7, 9, 12, 14, 16};
      double[] pitches = new double[length / note + 1];
      for (int i = 0; i < pitches.length; i++) {
        pitches[i] = 2 * tonic * Math.pow(2, scale[random.nextInt(scale.length)] / 12.0);
      }
      double index = 1 + 3 * random.nextDouble();
      return each(
          length,
          n -> {
            double t = n / RATE;
            double since = n % note / RATE;
            double pitch = pitches[n / note];
            double fade = Math.exp(-4 * since);
            double bell = fade * modulated(pitch, 3.5, index * fade, t);
            double chord =
                modulated(tonic, 1, 0.8, t)
                    + modulated(tonic * 1.26, 1, 0.8, t)
                    + modulated(tonic * 1.498, 1, 0.8, t);
            return bell + 0.2 * chord;
          });
    }
  },

  /** Nothing, or what a converter makes of it: a bit of dither. */
  SILENCE {
    @Override
    double[] sound(int length, Random random) {
      return new double[length];
    }

    @Override
    short[] samples(int length, Random random) {
      short[] samples = new short[length];
      boolean dither = random.nextBoolean();
      for (int n = 0; dither && n < length; n++) {
        samples[n] = (short) (random.nextInt(3) - 1);
      }
      return samples;
    }
  };

  private static final double RATE = 16_000;

  abstract double[] sound(int length, Random random);

  /** The sound with its peak between -40 dB and -1 dB of full scale. */
  short[] samples(int length, Random random) {
    double peak = 32_767 * Math.pow(10, -(1 + 39 * random.nextDouble()) / 20);
    double[] sound = sound(length, random);
    double highest = 1e-9;
    for (double value : sound) {
      highest = Math.max(highest, Math.abs(value));
    }
    short[] samples = new short[length];
    for (int n = 0; n < length; n++) {
      samples[n] = (short) Math.round(peak * sound[n] / highest);
    }
    return samples;
  }

  private static double[] each(int length, IntToDoubleFunction signal) {
    double[] sound = new double[length];
    for (int n = 0; n < length; n++) {
      sound[n] = signal.applyAsDouble(n);
    }
    return sound;
  }

  private static double modulated(double hz, double ratio, double index, double seconds) {
    double turn = 2 * Math.PI * hz * seconds;
    return Math.sin(turn + index * Math.sin(ratio * turn));
  }
}
