package io.tenor.streams.cli;

import io.tenor.audio.WavFile;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A corpus of built-in voices, its files named as those of EMO-DB. */
final class VoiceCorpus {

  private static final Map<String, String> LETTERS =
      Map.of("anger", "W", "sadness", "T", "neutral", "N");

  private VoiceCorpus() {}

  /**
   * Writes it: three moods of each speaker, three utterances each of two seconds.
   *
   * @return the folder
   */
  static Path write(Path folder, List<String> speakers) throws IOException {
    for (var speaker : speakers) {
      for (var mood : LETTERS.entrySet()) {
        for (int take = 0; take < 3; take++) {
          int seed = 31 * speaker.hashCode() + take;
          var voice = new VoiceSynthesizer(VoiceProfile.of(mood.getKey()), seed).next(32_000);
          var name = "%sa0%d%sa.wav".formatted(speaker, take, mood.getValue());
          WavFile.write(folder.resolve(name), 16_000, voice);
        }
      }
    }
    return folder;
  }
}
