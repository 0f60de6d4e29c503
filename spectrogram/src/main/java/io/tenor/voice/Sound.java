package io.tenor.voice;

import java.util.List;

/**
 * A speech sound as the targets that the vocal tract moves toward while it lasts.
 *
 * @param f1 first formant in hertz, of a man
 * @param f2 second
 * @param f3 third
 * @param voice amplitude of the voice, 0 to 1
 * @param breath amplitude of breath through the same resonances, 0 to 1
 * @param hiss amplitude of the noise of a narrow passage, 0 to 1
 * @param hissHz where that noise is strongest
 */
record Sound(
    double f1, double f2, double f3, double voice, double breath, double hiss, double hissHz) {

  private static final double GLIDE = 0.35;

  /** Mean formants of men (Peterson and Barney, 1952), one rounded front vowel added. */
  static final List<Sound> VOWELS =
      List.of(
          vowel(270, 2290, 3010),
          vowel(390, 1990, 2550),
          vowel(530, 1840, 2480),
          vowel(660, 1720, 2410),
          vowel(730, 1090, 2440),
          vowel(570, 840, 2410),
          vowel(440, 1020, 2240),
          vowel(300, 870, 2240),
          vowel(640, 1190, 2390),
          vowel(500, 1500, 2500),
          vowel(290, 1750, 2250));

  /** Voiced consonants without noise: m, n, l, r, w, j. */
  static final List<Sound> SONORANTS =
      List.of(
          new Sound(250, 1000, 2200, 0.35, 0, 0, 3_000),
          new Sound(250, 1500, 2500, 0.35, 0, 0, 3_000),
          new Sound(340, 1100, 2700, 0.5, 0, 0, 3_000),
          new Sound(420, 1250, 1700, 0.5, 0, 0, 3_000),
          new Sound(290, 700, 2200, 0.5, 0, 0, 3_000),
          new Sound(270, 2200, 3000, 0.5, 0, 0, 3_000));

  /** Noisy consonants: s, sh, f, ch, z, v. */
  static final List<Sound> FRICATIVES =
      List.of(
          new Sound(320, 1500, 2600, 0, 0, 0.5, 5_800),
          new Sound(320, 1800, 2500, 0, 0, 0.6, 3_000),
          new Sound(320, 1100, 2300, 0, 0, 0.15, 6_300),
          new Sound(400, 1300, 2300, 0, 0.3, 0.4, 1_900),
          new Sound(280, 1500, 2600, 0.3, 0, 0.25, 5_800),
          new Sound(280, 1100, 2300, 0.35, 0, 0.08, 6_000));

  /** What is heard where a stop opens: of p, t, k. */
  static final List<Sound> BURSTS =
      List.of(
          new Sound(350, 900, 2300, 0, 0.2, 0.4, 1_000),
          new Sound(350, 1700, 2600, 0, 0.2, 0.8, 4_200),
          new Sound(350, 1900, 2300, 0, 0.2, 0.7, 2_200));

  private static Sound vowel(double f1, double f2, double f3) {
    return new Sound(f1, f2, f3, 1, 0, 0, 3_000);
  }

  /** Part of the way to another vowel, as in a diphthong. */
  Sound toward(Sound other) {
    return new Sound(
        f1 + GLIDE * (other.f1 - f1),
        f2 + GLIDE * (other.f2 - f2),
        f3 + GLIDE * (other.f3 - f3),
        voice,
        breath,
        hiss,
        hissHz);
  }

  /** The same place of articulation, closed: no sound, or the murmur of a voiced stop. */
  Sound closed(boolean voiced) {
    return new Sound(250, f2, f3, voiced ? 0.12 : 0, 0, 0, hissHz);
  }

  /** The same resonances, breathed. */
  Sound breathed() {
    return new Sound(f1, f2, f3, 0, 0.7, 0, hissHz);
  }

  /** The same place, with nothing to hear. */
  Sound silent() {
    return new Sound(f1, f2, f3, 0, 0, 0, hissHz);
  }
}
