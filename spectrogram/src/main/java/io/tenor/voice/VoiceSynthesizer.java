package io.tenor.voice;

import java.util.Iterator;
import java.util.Random;

/**
 * An endless, speech-like voice at 16 kHz: glottal pulses and breath through gliding formants, with
 * consonants, syllables, phrases and pauses. It says nothing in any language.
 *
 * <p>The same profile and seed give the same samples on every machine, however many are asked for
 * at a time. Hundreds of times faster than real time; not thread-safe.
 */
public final class VoiceSynthesizer {
  /** Samples a second. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  private static final int BLOCK = 80;
  private static final double BLOCK_SECONDS = (double) BLOCK / SAMPLE_RATE_HZ;
  private static final double PITCH_SECONDS = 0.07;
  private static final double PITCH_STEP = 1 - StrictMath.exp(-BLOCK_SECONDS / PITCH_SECONDS);
  private static final double GAIN_STEP = 0.1;
  private static final int PROBE_BLOCKS = 1_600;
  private static final double ROOM_NOISE = 32_768 * StrictMath.pow(10, -78 / 20.0);

  /** Samples beyond this are compressed, so that no peak is clipped. */
  private static final double KNEE = 0.7 * Short.MAX_VALUE;

  private final long seed;
  private final Random random;
  private final Random room;
  private final Glottis glottis;
  private final VocalTract tract;
  private final double[] block = new double[BLOCK];

  private VoiceProfile profile;
  private double targetGain;
  private double gain;

  private Phrase phrase;
  private Iterator<Phrase.Segment> segments;
  private Phrase.Segment segment;
  private double phraseSeconds;
  private double segmentLeft;
  private double pitch;
  private int used = BLOCK;

  /** A voice that begins its first phrase with the first sample. */
  public VoiceSynthesizer(VoiceProfile profile, long seed) {
    this(profile, seed, gain(profile, seed));
  }

  private VoiceSynthesizer(VoiceProfile profile, long seed, double gain) {
    this.seed = seed;
    random = new Random(seed);
    room = new Random(seed + 1);
    glottis = new Glottis(SAMPLE_RATE_HZ, random);
    tract = new VocalTract(SAMPLE_RATE_HZ, BLOCK_SECONDS, random);
    this.profile = profile;
    this.gain = gain;
    targetGain = gain;
    glottis.press(profile.effort());
    beginPhrase();
    pitch = phrase.pitch(0, false);
  }

  /** Speaks eight seconds to itself to learn which gain makes the profile's loudness. */
  private static double gain(VoiceProfile profile, long seed) {
    var probe = new VoiceSynthesizer(profile, seed, 1);
    double power = 0;
    int spoken = 0;
    for (int n = 0; n < PROBE_BLOCKS; n++) {
      probe.speakBlock();
      if (probe.segments.hasNext()) {
        for (double sample : probe.block) {
          power += sample * sample;
        }
        spoken += BLOCK;
      }
    }
    double amplitude = StrictMath.pow(10, profile.loudnessDb() / 20) / Math.sqrt(2);
    return Short.MAX_VALUE * amplitude / Math.sqrt(power / spoken);
  }

  /**
   * Speaks on in another manner: pitch, loudness and sound change within some ten milliseconds,
   * tempo and pauses from the next phrase on.
   */
  public void changeTo(VoiceProfile next) {
    profile = next;
    targetGain = gain(next, seed);
    glottis.press(next.effort());
  }

  /** How the voice sounds now. */
  public VoiceProfile profile() {
    return profile;
  }

  /**
   * Speaks on.
   *
   * @param samples how many, at least 0
   * @return mono, 16 bits
   */
  public short[] next(int samples) {
    short[] out = new short[samples];
    for (int n = 0; n < samples; n++) {
      if (used == BLOCK) {
        speakBlock();
        used = 0;
      }
      gain += GAIN_STEP / BLOCK * (targetGain - gain);
      out[n] = limit(gain * block[used++] + ROOM_NOISE * Noise.next(room));
    }
    return out;
  }

  private static short limit(double sample) {
    double size = Math.abs(sample);
    if (size > KNEE) {
      double rest = Short.MAX_VALUE - KNEE;
      double over = size - KNEE;
      size = KNEE + rest * over / (rest + over);
    }
    return (short) Math.round(Math.copySign(size, sample));
  }

  private void beginPhrase() {
    phrase = new Phrase(profile, random);
    segments = phrase.segments().iterator();
    segment = segments.next();
    segmentLeft = segment.seconds();
    phraseSeconds = 0;
  }

  private void speakBlock() {
    while (segmentLeft <= 0) {
      if (segments.hasNext()) {
        segment = segments.next();
        segmentLeft += segment.seconds();
      } else {
        double late = segmentLeft;
        beginPhrase();
        segmentLeft += late;
      }
    }
    double strength = phrase.strength(phraseSeconds, segment.stressed());
    tract.move(segment.sound(), strength, profile.formantScale(), profile.effort());
    pitch += PITCH_STEP * (phrase.pitch(phraseSeconds, segment.stressed()) - pitch);
    double semitones = pitch * profile.pitchRangeSemitones();
    double hertz = profile.pitchHz() * StrictMath.pow(2, semitones / 12);
    for (int n = 0; n < BLOCK; n++) {
      block[n] = tract.next(glottis, hertz, profile);
    }
    phraseSeconds += BLOCK_SECONDS;
    segmentLeft -= BLOCK_SECONDS;
  }
}
