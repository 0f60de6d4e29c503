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
 * about people.
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
      case "neutral" -> new VoiceProfile(110, 4, 4.6, -27, 0.12, 0.5, 0.006, 0.15, 1);
      case "anger" -> new VoiceProfile(175, 10, 5.6, -15, 0.03, 0.95, 0.012, 0.08, 1.03);
      case "fear" -> new VoiceProfile(205, 6, 6.4, -23, 0.5, 0.5, 0.03, 0.1, 1.02);
      case "happiness" -> new VoiceProfile(170, 11, 5.2, -20, 0.1, 0.7, 0.008, 0.12, 1.06);
      case "sadness" -> new VoiceProfile(95, 2.5, 3, -35, 0.5, 0.1, 0.01, 0.3, 0.98);
      case "boredom" -> new VoiceProfile(98, 1.5, 3.2, -30, 0.15, 0.3, 0.006, 0.25, 0.98);
      case "disgust" -> new VoiceProfile(88, 5, 3.4, -26, 0.1, 0.45, 0.04, 0.18, 0.96);
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
