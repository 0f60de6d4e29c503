package io.tenor.streams.sensor;

import io.tenor.schema.Emotion;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Duration;
import java.util.Optional;

/**
 * A built-in synthetic voice that speaks for ever in one manner. The same seed gives the same
 * samples, however they are cut. It is a caricature: a monitor that hears emotions in it has shown
 * nothing about people.
 */
public final class VoiceSource implements AudioSource {

  private final VoiceSynthesizer voice;

  /**
   * A voice that has not begun to speak.
   *
   * @param manner how it sounds
   * @param seed of the speaker, man or woman, and of what is said
   */
  public VoiceSource(Emotion manner, long seed) {
    voice = new VoiceSynthesizer(VoiceProfile.of(manner.label()).forSpeaker(seed), seed);
  }

  @Override
  public Optional<AudioBlock> next(Duration atMost) {
    long wanted = atMost.toNanos() * VoiceSynthesizer.SAMPLE_RATE_HZ / 1_000_000_000L;
    short[] samples = voice.next((int) Math.max(1, wanted));
    return Optional.of(new AudioBlock(VoiceSynthesizer.SAMPLE_RATE_HZ, samples));
  }

  @Override
  public Optional<Duration> length() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
