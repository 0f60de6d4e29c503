package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EmoDbVoiceActivityIT {
  private static final FrontEnd COMPACT = FrontEnd.compact();
  private static final int HOP_SAMPLES = 16_000;

  @Test
  void nearlyAllWindowsOfAnEmotionalSpeechCorpusAreSpeech() throws IOException {
    // Given
    var activity = new VoiceActivity(COMPACT);
    int samples = COMPACT.windowSamples();
    int windows = 0;
    int speech = 0;
    double shares = 0;

    // When
    for (Path recording : EmoDb.recordings()) {
      short[] voice = WavFile.read(recording).samples();
      for (int start = 0; start == 0 || start + samples <= voice.length; start += HOP_SAMPLES) {
        short[] window = new short[samples];
        for (int n = 0; n < samples; n++) {
          window[n] = voice[(start + n) % voice.length];
        }
        byte[] levels = Spectrogram.levels(COMPACT, window);
        double share = activity.speechShare(levels, 0, COMPACT.windowFrames());
        shares += share;
        speech += activity.isSpeech(share) ? 1 : 0;
        windows++;
      }
    }

    // Then
    System.out.printf(
        "EMO-DB: %d of %d windows are speech, mean share %.3f%n",
        speech, windows, shares / windows);
    assertThat(windows).isGreaterThan(700);
    assertThat((double) speech / windows).isGreaterThan(0.99);
    assertThat(shares / windows).isGreaterThan(0.6);
  }
}
