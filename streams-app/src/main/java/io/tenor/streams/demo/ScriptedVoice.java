package io.tenor.streams.demo;

import io.tenor.streams.sensor.AudioBlock;
import io.tenor.streams.sensor.AudioSource;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A built-in voice that goes through a script of moods and pauses, over and over. The same seed
 * gives the same samples.
 */
public final class ScriptedVoice implements AudioSource {

  private static final int RATE_HZ = 16_000;

  /** A woman; the speakers after her are men and women in turn. */
  private static final long FIRST_SPEAKER = 5;

  private final List<Scene> scenes;
  private final List<Optional<VoiceSynthesizer>> voices = new ArrayList<>();
  private int scene;
  private int played;

  /**
   * One part of a script.
   *
   * @param emotion how the voice sounds; empty for a pause
   * @param seconds how long
   */
  public record Scene(Optional<String> emotion, int seconds) {

    /** Speech of one mood. */
    public static Scene of(String emotion, int seconds) {
      return new Scene(Optional.of(emotion), seconds);
    }

    /** Nobody speaks. */
    public static Scene pause(int seconds) {
      return new Scene(Optional.empty(), seconds);
    }
  }

  /** A speaker, chosen by the seed, who follows this script. */
  public ScriptedVoice(List<Scene> scenes, long seed) {
    this.scenes = List.copyOf(scenes);
    for (var part : scenes) {
      voices.add(
          part.emotion()
              .map(VoiceProfile::of)
              .map(manner -> new VoiceSynthesizer(manner.forSpeaker(seed), seed)));
    }
  }

  /** The scripts of the demo, dealt out to sensors in turn: the first gets angry soon. */
  public static List<AudioSource> cast(int sensors) {
    var scripts =
        List.of(
            List.of(Scene.of("neutral", 3), Scene.of("anger", 14), Scene.of("neutral", 13)),
            List.of(Scene.of("sadness", 10), Scene.pause(5), Scene.of("boredom", 15)),
            List.of(Scene.of("happiness", 12), Scene.pause(4), Scene.of("neutral", 14)),
            List.of(Scene.of("neutral", 8), Scene.of("fear", 12), Scene.pause(10)),
            List.of(Scene.of("boredom", 20), Scene.pause(10)),
            List.of(Scene.pause(6), Scene.of("neutral", 9), Scene.of("disgust", 15)));
    var cast = new ArrayList<AudioSource>(sensors);
    for (int i = 0; i < sensors; i++) {
      cast.add(new ScriptedVoice(scripts.get(i % scripts.size()), FIRST_SPEAKER + i));
    }
    return cast;
  }

  @Override
  public Optional<AudioBlock> next(Duration atMost) {
    int left = scenes.get(scene).seconds() * RATE_HZ - played;
    int wanted = (int) Math.min(left, Math.max(1, atMost.toNanos() * RATE_HZ / 1_000_000_000L));
    var samples = voices.get(scene).map(voice -> voice.next(wanted)).orElse(new short[wanted]);
    played += wanted;
    if (played == scenes.get(scene).seconds() * RATE_HZ) {
      scene = (scene + 1) % scenes.size();
      played = 0;
    }
    return Optional.of(new AudioBlock(RATE_HZ, samples));
  }

  @Override
  public Optional<Duration> length() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Holds nothing but memory.
  }
}
