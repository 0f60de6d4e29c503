package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
    int prominent = 0;
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
        double prominence = activity.prominenceDb(levels, 0, COMPACT.windowFrames());
        prominent += activity.standsOut(prominence) ? 1 : 0;
        windows++;
      }
    }

    // Then
    System.out.printf(
        "EMO-DB: %d of %d windows are speech, mean share %.3f%n",
        speech, windows, shares / windows);
    assertThat(windows).isGreaterThan(700);
    assertThat(prominent).isEqualTo(windows);
    assertThat((double) speech / windows).isGreaterThan(0.99);
    assertThat(shares / windows).isGreaterThan(0.6);
  }

  @Test
  void inACrowdNobodyStandsOut() throws IOException {
    // Given
    var activity = new VoiceActivity(COMPACT);
    var recordings = new ArrayList<short[]>();
    for (Path recording : EmoDb.recordings()) {
      recordings.add(WavFile.read(recording).samples());
    }
    var random = new Random(1);
    int crowds = 300;
    int prominent = 0;

    // When
    for (int i = 0; i < crowds; i++) {
      byte[] levels = Spectrogram.levels(COMPACT, crowd(recordings, 12, random));
      double prominence = activity.prominenceDb(levels, 0, COMPACT.windowFrames());
      prominent += activity.standsOut(prominence) ? 1 : 0;
    }

    // Then
    System.out.printf("EMO-DB: somebody stands out of %d of %d crowds%n", prominent, crowds);
    assertThat((double) prominent / crowds).isLessThan(0.02);
  }

  /** Several recordings at once, all as loud. */
  private static short[] crowd(List<short[]> recordings, int voices, Random random) {
    var sum = new double[COMPACT.windowSamples()];
    for (int i = 0; i < voices; i++) {
      short[] voice = recordings.get(random.nextInt(recordings.size()));
      double energy = IntStream.range(0, voice.length).mapToDouble(n -> voice[n] * voice[n]).sum();
      double gain = 1_000 / Math.sqrt(energy / voice.length);
      int start = random.nextInt(voice.length);
      for (int n = 0; n < sum.length; n++) {
        sum[n] += gain * voice[(start + n) % voice.length];
      }
    }
    short[] samples = new short[sum.length];
    for (int n = 0; n < sum.length; n++) {
      samples[n] = (short) Math.round(sum[n]);
    }
    return samples;
  }
}
