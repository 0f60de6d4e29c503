package io.tenor.voice;

import java.util.List;
import java.util.Random;

/**
 * How a synthetic voice sounds.
 *
 * <p>The seven emotional profiles follow what is known of vocal emotion in general (Scherer, Vocal
 * communication of emotion, Speech Communication 40, 2003, table 3; Burkhardt and Sendlmeier,
 * Verification of acoustical correlates of emotional speech using formant-synthesis, 2000). They
 * are caricatures for demonstrations and tests: a model that tells them apart has shown nothing
 * about people. Loudness stays near that of studio recordings (EMO-DB: -14 to -17 dB).
 *
 * @param pitchHz the middle of the fundamental frequency, 50 to 500
 * @param pitchRangeSemitones about the distance from the lowest to the highest pitch in a phrase, 0
 *     to 24
 * @param syllablesPerSecond within a phrase, 1 to 10
 * @param loudnessDb root mean square of the speech without pauses, relative to a full-scale sine,
 *     -60 to -6
 * @param breathiness share of breath in the voice, 0 to 1
 * @param effort of the voice from soft, with a steep spectrum (0), to pressed, with a flat one (1)
 * @param jitter standard deviation of a period's length relative to it, 0 to 0.1; that of its
 *     amplitude (shimmer) is twice as much
 * @param pauseShare share of time that is pause, 0 to 0.9
 * @param formantScale formant frequencies relative to a man's, 0.8 to 1.4
 */
public record VoiceProfile(
    double pitchHz,
    double pitchRangeSemitones,
    double syllablesPerSecond,
    double loudnessDb,
    double breathiness,
    double effort,
    double jitter,
    double pauseShare,
    double formantScale) {

  /** The labels of EMO-DB, for which {@link #of} has a profile. */
  public static final List<String> LABELS =
      List.of("anger", "boredom", "disgust", "fear", "happiness", "sadness", "neutral");

  private static final double FEMALE_PITCH = 1.75;
  private static final double FEMALE_FORMANTS = 1.16;

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public VoiceProfile {
    between("pitchHz", pitchHz, 50, 500);
    between("pitchRangeSemitones", pitchRangeSemitones, 0, 24);
    between("syllablesPerSecond", syllablesPerSecond, 1, 10);
    between("loudnessDb", loudnessDb, -60, -6);
    between("breathiness", breathiness, 0, 1);
    between("effort", effort, 0, 1);
    between("jitter", jitter, 0, 0.1);
    between("pauseShare", pauseShare, 0, 0.9);
    between("formantScale", formantScale, 0.8, 1.4);
  }

  private static void between(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", not from " + low + " to " + high);
    }
  }

  /**
   * A man's voice in one of the seven emotions.
   *
   * @throws IllegalArgumentException if the label is none of {@link #LABELS}
   */
  public static VoiceProfile of(String emotionLabel) {
    return switch (emotionLabel) {
      case "neutral" -> new VoiceProfile(100, 3, 6.5, -18, 0.4, 0.42, 0.004, 0.08, 0.95);
      case "anger" -> new VoiceProfile(185, 20, 6, -13, 0.45, 1, 0.012, 0.1, 1.06);
      case "fear" -> new VoiceProfile(190, 4, 8, -15, 0.45, 1, 0.025, 0.06, 1.15);
      case "happiness" -> new VoiceProfile(215, 17, 8, -19, 0.08, 0.45, 0.004, 0.16, 1);
      case "sadness" -> new VoiceProfile(88, 2.5, 3, -24, 0.45, 0.1, 0.015, 0.32, 0.92);
      case "boredom" -> new VoiceProfile(90, 1.5, 2.8, -19, 0.3, 0.2, 0.01, 0.15, 1);
      case "disgust" -> new VoiceProfile(84, 10, 3.8, -18, 0.35, 0.88, 0.03, 0.2, 1);
      default ->
          throw new IllegalArgumentException(
              "'" + emotionLabel + "' is no emotion with a voice: use one of " + LABELS);
    };
  }

  /**
   * The same manner in the voice of another speaker: a woman for an odd seed, a man for an even
   * one, with pitch, tempo, loudness and size of the vocal tract varied a little.
   */
  public VoiceProfile forSpeaker(long seed) {
    var random = new Random(seed);
    boolean female = Math.floorMod(seed, 2) == 1;
    double pitch = pitchHz * (female ? FEMALE_PITCH : 1) * (1 + 0.1 * around(random));
    double scale = formantScale * (female ? FEMALE_FORMANTS : 1) * (1 + 0.03 * around(random));
    return new VoiceProfile(
        clamp(pitch, 50, 500),
        clamp(pitchRangeSemitones * (1 + 0.15 * around(random)), 0, 24),
        clamp(syllablesPerSecond * (1 + 0.1 * around(random)), 1, 10),
        clamp(loudnessDb + 1.5 * around(random), -60, -6),
        clamp(breathiness + (female ? 0.05 : 0), 0, 1),
        clamp(effort + 0.05 * around(random), 0, 1),
        jitter,
        pauseShare,
        clamp(scale, 0.8, 1.4));
  }

  /** Uniform from -1 to 1. */
  private static double around(Random random) {
    return 2 * random.nextDouble() - 1;
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
