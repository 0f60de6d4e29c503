package io.tenor.trainer.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Noises to hear recordings in.
 *
 * @param all sorted by their names, at least one
 * @param sha256 64 lower-case hex digits over the files that they were read from, or {@code made}
 */
public record Noises(List<BackgroundNoise> all, String sha256) {

  private static final int MADE = 16;
  private static final int MADE_SECONDS = 10;
  private static final double LOUDNESS = 3_000;

  /** Copies the list and refuses an empty one. */
  public Noises {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there must be a noise");
    }
  }

  /**
   * Reads the noises of a folder: every WAV file in it and in the folders in it.
   *
   * @param sampleRateHz rate of the recordings that they will be mixed with
   * @throws IOException in one sentence, if there is none or one cannot be read
   */
  public static Noises read(Path folder, int sampleRateHz) throws IOException {
    SoundFolder files = SoundFolder.read(folder, sampleRateHz);
    return new Noises(
        files.sounds().stream().map(s -> new BackgroundNoise(s.name(), s.samples())).toList(),
        files.sha256());
  }

  /** Steady noise of sixteen colours, from white to a rumble: always the same. */
  public static Noises made(int sampleRateHz) {
    RandomGenerator random = new SplittableRandom(1);
    List<BackgroundNoise> made = new ArrayList<>();
    for (int colour = 0; colour < MADE; colour++) {
      double pole = 0.99 * colour / (MADE - 1);
      double loudness = LOUDNESS * Math.sqrt((1 + pole) / (1 - pole)); // of what is left of white
      short[] samples = new short[MADE_SECONDS * sampleRateHz];
      double state = 0;
      for (int n = 0; n < samples.length; n++) {
        state = pole * state + (1 - pole) * random.nextGaussian();
        samples[n] = Samples.clipped(loudness * state);
      }
      made.add(new BackgroundNoise("made-%02d".formatted(colour), samples));
    }
    return new Noises(made, "made");
  }

  /** One of them. */
  public BackgroundNoise draw(RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }
}
