package io.tenor.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One phrase: some syllables of random sounds, and the pause behind them.
 *
 * <p>Pitch falls along a phrase (declination), rises on stressed syllables (accents), and falls
 * once more at the end.
 */
final class Phrase {
  /**
   * A sound and how long it is aimed at.
   *
   * @param stressed whether its syllable bears an accent
   */
  record Segment(Sound sound, double seconds, boolean stressed) {}

  private static final int MIN_SYLLABLES = 4;
  private static final int MORE_SYLLABLES = 6;
  private static final double STRESSED_SHARE = 0.4;

  /** What accents and the final fall add in the middle of what is loud enough to be noticed. */
  private static final double MEAN_ACCENT = 0.27;

  private final List<Segment> segments = new ArrayList<>();
  private final Random random;
  private final double spokenSeconds;
  private final double pauseSeconds;

  Phrase(VoiceProfile profile, Random random) {
    this.random = random;
    int syllables = MIN_SYLLABLES + random.nextInt(MORE_SYLLABLES);
    for (int syllable = 0; syllable < syllables; syllable++) {
      addSyllable(1 / profile.syllablesPerSecond());
    }
    spokenSeconds = segments.stream().mapToDouble(Segment::seconds).sum();
    double share = profile.pauseShare();
    pauseSeconds = spokenSeconds * share / (1 - share) * (0.7 + 0.6 * random.nextDouble());
    Sound last = segments.get(segments.size() - 1).sound();
    segments.add(new Segment(last.silent(), pauseSeconds, false));
  }

  private void addSyllable(double meanSeconds) {
    boolean stressed = random.nextDouble() < STRESSED_SHARE;
    double seconds = meanSeconds * (stressed ? 1.25 : 0.83) * (0.85 + 0.3 * random.nextDouble());
    double consonant = seconds * 0.35;
    double vowel = seconds;
    double kind = random.nextDouble();
    if (kind < 0.3) {
      addStop(consonant, stressed);
      vowel -= consonant;
    } else if (kind < 0.85) {
      var sounds = kind < 0.55 ? Sound.FRICATIVES : Sound.SONORANTS;
      segments.add(new Segment(pick(sounds), consonant, stressed));
      vowel -= consonant;
    }
    boolean closed = random.nextDouble() < 0.35;
    if (closed) {
      vowel -= consonant * 0.8;
    }
    Sound first = pick(Sound.VOWELS);
    segments.add(new Segment(first, vowel / 2, stressed));
    segments.add(new Segment(first.toward(pick(Sound.VOWELS)), vowel / 2, stressed));
    if (closed) {
      var sounds = random.nextBoolean() ? Sound.SONORANTS : Sound.FRICATIVES;
      segments.add(new Segment(pick(sounds), consonant * 0.8, stressed));
    }
  }

  private void addStop(double seconds, boolean stressed) {
    Sound burst = pick(Sound.BURSTS);
    boolean voiced = random.nextBoolean();
    segments.add(new Segment(burst.closed(voiced), seconds * 0.6, stressed));
    segments.add(new Segment(burst, seconds * 0.15, stressed));
    segments.add(new Segment(voiced ? burst.silent() : burst.breathed(), seconds * 0.25, stressed));
  }

  private Sound pick(List<Sound> sounds) {
    return sounds.get(random.nextInt(sounds.size()));
  }

  /** What is said, in order; the last is the pause. */
  List<Segment> segments() {
    return segments;
  }

  /** How strong the voice is: less on unstressed syllables and toward the end. */
  double strength(double seconds, boolean stressed) {
    return (stressed ? 1 : 0.6) * (1 - 0.4 * Math.min(1, seconds / spokenSeconds));
  }

  /**
   * Where the pitch aims, in ranges from the middle.
   *
   * @param seconds since the phrase began
   */
  double pitch(double seconds, boolean stressed) {
    double share = Math.min(1, seconds / spokenSeconds);
    double accent = stressed ? 0.45 : 0;
    double fall = share > 0.85 ? -0.2 : 0;
    return 0.3 * (1 - 2 * share) + accent + fall - MEAN_ACCENT;
  }
}
