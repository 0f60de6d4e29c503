package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.spectrogram.SensorHistory.Heard;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorHistoryTest {

  private static final FrontEnd FRONT_END = FrontEnd.compact();
  private static final int BANDS = FRONT_END.bands();
  private static final int WIDTH = FRONT_END.windowFrames();
  private static final int HOP = 50;
  private static final SensorNormalisation PRIOR = prior();

  private static SensorNormalisation prior() {
    float[] mean = new float[BANDS];
    float[] deviation = new float[BANDS];
    Arrays.fill(mean, 110);
    Arrays.fill(deviation, 40);
    return new SensorNormalisation(mean, deviation, 300, 6_000);
  }

  private static SensorHistory history() {
    return new SensorHistory(FRONT_END, PRIOR);
  }

  /** Somebody speaks for so many columns. */
  private static byte[] speech(int frames) {
    int samples = (frames - 1) * FRONT_END.hopSamples() + FRONT_END.frameSamples();
    return Spectrogram.levels(
        FRONT_END, new VoiceSynthesizer(VoiceProfile.of("neutral"), 7).next(samples));
  }

  /** The statistics after these columns. */
  private static float[] after(byte[] columns, int frames) {
    var statistics = new RunningBandStatistics(PRIOR);
    for (int frame = 0; frame < frames; frame++) {
      statistics.add(columns, frame * BANDS);
    }
    return statistics.row();
  }

  @Test
  void aWindowKnowsAllOfItsSensorsPastButNothingNewInItself() {
    // Given
    byte[] columns = speech(WIDTH + 3 * HOP);

    // When
    var windows = history().hear(columns, new int[] {0, HOP, 2 * HOP, 3 * HOP});

    // Then
    assertThat(windows).extracting(Heard::start).containsExactly(0, HOP, 2 * HOP, 3 * HOP);
    assertThat(windows).allMatch(w -> w.speechShare() > 0.1);
    assertThat(windows.get(0).statistics()).isEqualTo(new RunningBandStatistics(PRIOR).row());
    for (int i = 1; i < windows.size(); i++) {
      assertThat(windows.get(i).statistics()).isEqualTo(after(columns, WIDTH + (i - 1) * HOP));
    }
  }

  @Test
  void theNextUtteranceKnowsThoseBefore() {
    // Given
    byte[] columns = speech(2 * WIDTH);
    byte[] first = Arrays.copyOf(columns, WIDTH * BANDS);
    byte[] second = Arrays.copyOfRange(columns, WIDTH * BANDS, 2 * WIDTH * BANDS);
    var history = history();
    history.hear(first, new int[] {0});

    // When
    var windows = history.hear(second, new int[] {0});

    // Then
    assertThat(windows.get(0).statistics()).isEqualTo(after(columns, WIDTH));
    assertThat(history.statistics().row()).isEqualTo(after(columns, 2 * WIDTH));
  }

  @Test
  void silenceAndNoiseNeverEnter() {
    // Given
    var history = history();
    int samples = FRONT_END.windowSamples() + 2 * HOP * FRONT_END.hopSamples();
    byte[] noise = Spectrogram.levels(FRONT_END, Sounds.noise(samples, 0.1, 0.9, 1));

    // When
    history.hear(noise, new int[] {0, HOP, 2 * HOP});
    history.hear(new byte[WIDTH * BANDS], new int[] {0});

    // Then
    assertThat(history.statistics().row()).isEqualTo(new RunningBandStatistics(PRIOR).row());
  }

  @Test
  void aWindowWithoutSpeechTakesItsColumnsWithIt() {
    // Given: a run of silence, then speech; only what is new in windows with speech counts
    byte[] speech = speech(WIDTH);
    byte[] columns = new byte[2 * WIDTH * BANDS];
    System.arraycopy(speech, 0, columns, WIDTH * BANDS, WIDTH * BANDS);
    int[] starts = {0, HOP, 2 * HOP, 3 * HOP};
    var history = history();

    // When
    var windows = history.hear(columns, starts);

    // Then
    var activity = new VoiceActivity(FRONT_END);
    assertThat(activity.isSpeech(windows.get(0).speechShare())).isFalse();
    assertThat(activity.isSpeech(windows.get(3).speechShare())).isTrue();
    var expected = new RunningBandStatistics(PRIOR);
    for (int i = 0; i < starts.length; i++) {
      if (activity.isSpeech(windows.get(i).speechShare())) {
        int end = starts[i] + WIDTH;
        for (int frame = i == 0 ? 0 : end - HOP; frame < end; frame++) {
          expected.add(columns, frame * BANDS);
        }
      }
    }
    assertThat(history.statistics().row()).isEqualTo(expected.row());
  }

  @Test
  void anUtteranceShorterThanAWindowIsHeardOnce() {
    // Given
    byte[] columns = speech(120);
    var history = history();

    // When
    List<Heard> windows = history.hear(columns, new int[] {0});

    // Then
    assertThat(windows).hasSize(1);
    assertThat(history.statistics().row()).isEqualTo(after(columns, 120));
  }

  @Test
  void whatIsNoRunOfWindowsIsRefused() {
    // Given
    var history = history();

    // Then
    assertThatThrownBy(() -> history.hear(new byte[2 * BANDS], new int[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window starts at column 0, not after 0");
    assertThatThrownBy(() -> history.hear(new byte[2 * BANDS + 1], new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("81 levels are not whole columns of 40 bands");
    assertThatThrownBy(() -> history.hear(new byte[2 * BANDS], new int[] {2}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
