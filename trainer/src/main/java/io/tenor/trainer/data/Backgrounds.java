package io.tenor.trainer.data;

import io.tenor.spectrogram.FrontEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Sounds that are nobody's emotion: noise of several colours, steady tones, chords that decay, and
 * the babble of several voices at once, and what is heard at the training set's places. Trained on
 * with no label preferred, they teach a network to be unsure of what is not one person speaking
 * (outlier exposure: Hendrycks et al., ICLR 2019).
 */
final class Backgrounds {

  private static final int SOUNDS_OF_A_KIND = 16;
  private static final double SECONDS = 4;
  private static final int FEWEST_VOICES = 5;
  private static final int MOST_VOICES = 9;

  private final List<Columns> sounds = new ArrayList<>();

  /**
   * Makes the sounds.
   *
   * @param set whose front end hears them, whose clean recordings make the babble, and whose places
   *     are further sounds
   * @param seed the same seed makes the same sounds
   */
  Backgrounds(TrainingSet set, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FrontEnd frontEnd = set.frontEnd();
    int rate = frontEnd.sampleRateHz();
    int length = Math.max(frontEnd.windowSamples(), (int) (SECONDS * rate));
    for (int i = 0; i < SOUNDS_OF_A_KIND; i++) {
      add(frontEnd, noise(length, random));
      add(frontEnd, tones(length, rate, random));
      add(frontEnd, music(length, rate, random));
      add(frontEnd, babble(set, length, random));
    }
    for (short[] place : set.places()) {
      add(frontEnd, stretch(place, length, random));
    }
  }

  /** One of the sounds. */
  Columns draw(RandomGenerator random) {
    return sounds.get(random.nextInt(sounds.size()));
  }

  private void add(FrontEnd frontEnd, double[] sound) {
    double peak = 1e-9;
    for (double value : sound) {
      peak = Math.max(peak, Math.abs(value));
    }
    short[] samples = new short[sound.length];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (short) Math.round(16_000 * sound[n] / peak);
    }
    sounds.add(Columns.of(frontEnd, samples));
  }

  /** White noise through a one-pole low pass of random strength, with a slow swell. */
  private static double[] noise(int length, RandomGenerator random) {
    double[] sound = new double[length];
    double pole = random.nextDouble() * 0.99;
    double swell = random.nextDouble() * 0.8;
    double turns = 2 * Math.PI * random.nextDouble() * 8 / length;
    double state = 0;
    for (int n = 0; n < length; n++) {
      state = pole * state + (1 - pole) * random.nextGaussian();
      sound[n] = state * (1 + swell * Math.sin(turns * n));
    }
    return sound;
  }

  /** A few steady harmonics of one pitch, as of a motor, an alarm or a hum. */
  private static double[] tones(int length, int rate, RandomGenerator random) {
    double[] sound = new double[length];
    double pitch = 60 * Math.pow(40, random.nextDouble());
    int harmonics = 1 + random.nextInt(8);
    int onSamples = (int) (rate * (0.1 + 2 * random.nextDouble()));
    boolean steady = random.nextBoolean();
    for (int h = 1; h <= harmonics && h * pitch < rate / 2.0; h++) {
      double strength = random.nextDouble() / h;
      Partial partial = new Partial(strength, 2 * Math.PI * h * pitch / rate, 1);
      for (int n = 0; n < length; n++) {
        double value = partial.next();
        sound[n] += steady || n / onSamples % 2 == 0 ? value : 0;
      }
    }
    return withFloor(sound, random);
  }

  /** Chords of decaying harmonic notes, one after the other. */
  private static double[] music(int length, int rate, RandomGenerator random) {
    double[] sound = new double[length];
    int beat = (int) (rate * (0.15 + 0.6 * random.nextDouble()));
    double decay = rate * (0.05 + 0.8 * random.nextDouble());
    double root = 80 * Math.pow(4, random.nextDouble());
    for (int start = 0; start < length; start += beat) {
      int notes = 1 + random.nextInt(4);
      for (int note = 0; note < notes; note++) {
        double pitch = root * Math.pow(2, random.nextInt(25) / 12.0);
        addNote(sound, start, pitch, decay, rate, random);
      }
    }
    return withFloor(sound, random);
  }

  private static void addNote(
      double[] sound, int start, double pitch, double decay, int rate, RandomGenerator random) {
    double brightness = 0.2 + 0.6 * random.nextDouble();
    double strength = 1;
    for (int h = 1; h <= 8 && h * pitch < rate / 2.0; h++) {
      Partial partial = new Partial(strength, 2 * Math.PI * h * pitch / rate, Math.exp(-1 / decay));
      int end = (int) Math.min(sound.length, start + 5 * decay);
      for (int n = start; n < end; n++) {
        sound[n] += partial.next();
      }
      strength *= brightness;
    }
  }

  /** A sine that fades, by rotation: a sine function a sample would take seconds in all. */
  private static final class Partial {
    private final double cos;
    private final double sin;
    private double re;
    private double im;

    /**
     * Starts at 0.
     *
     * @param strength of the first period
     * @param step radians a sample
     * @param fade factor a sample
     */
    Partial(double strength, double step, double fade) {
      cos = fade * Math.cos(step);
      sin = fade * Math.sin(step);
      re = strength;
    }

    double next() {
      double value = im;
      double turned = re * cos - im * sin;
      im = re * sin + im * cos;
      re = turned;
      return value;
    }
  }

  /** Several recordings at once, so that no word and no mood can be followed. */
  private static double[] babble(TrainingSet set, int length, RandomGenerator random) {
    double[] sound = new double[length];
    int voices = random.nextInt(FEWEST_VOICES, MOST_VOICES + 1);
    for (int voice = 0; voice < voices; voice++) {
      short[] samples = set.items().get(random.nextInt(set.items().size())).utterance().samples();
      int at = random.nextInt(samples.length);
      double energy = 1;
      for (short sample : samples) {
        energy += (double) sample * sample;
      }
      double loudness = 1 / Math.sqrt(energy / samples.length);
      for (int n = 0; n < length; n++) {
        sound[n] += loudness * samples[(at + n) % samples.length];
      }
    }
    return sound;
  }

  /** Some of what is heard at a place, again from its beginning where it ends. */
  private static double[] stretch(short[] place, int length, RandomGenerator random) {
    double[] sound = new double[length];
    int start = random.nextInt(Math.max(1, place.length - length));
    for (int n = 0; n < length; n++) {
      sound[n] = place[(start + n) % place.length];
    }
    return sound;
  }

  /** Nothing real is without any noise. */
  private static double[] withFloor(double[] sound, RandomGenerator random) {
    double level = Math.pow(10, -2 - 2 * random.nextDouble());
    for (int n = 0; n < sound.length; n++) {
      sound[n] += level * random.nextGaussian();
    }
    return sound;
  }
}
