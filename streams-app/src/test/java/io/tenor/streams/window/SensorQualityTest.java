package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Degradation;
import io.tenor.schema.SensorState;
import io.tenor.schema.SensorStatus;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a sensor's windows and status say of what its audio is like. */
class SensorQualityTest {

  private static final int RATE = 16_000;

  /** Eight seconds of which 100 ms, at 3 s, are at the end of the range. */
  private static short[] clipped() {
    var audio = Chunks.audio(8 * RATE, 3);
    for (int i = 3 * RATE; i < 3 * RATE + RATE / 10; i++) {
      audio[i] = (short) (i % 2 == 0 ? 32_767 : -32_768);
    }
    return audio;
  }

  @Test
  void clippedAudioIsCountedInTheWindowsThatHearItHoweverItIsCut() {
    // When
    var inSeconds = Chunks.windows(Chunks.cut(clipped(), RATE, List.of(RATE)));
    var inPieces = Chunks.windows(Chunks.cut(clipped(), RATE, List.of(777, 4_001, 160)));

    // Then: windows of 2 s begin every half second
    assertThat(inSeconds)
        .extracting(window -> window.id().quality().clippedMs())
        .containsExactly(0, 0, 0, 100, 100, 100, 100, 0, 0, 0, 0, 0, 0);
    assertThat(Chunks.fingerprints(inPieces)).isEqualTo(Chunks.fingerprints(inSeconds));
  }

  @Test
  void clippedAudioIsCountedAtOtherRates() {
    // Given
    var audio = new short[8 * 8_000];
    audio[3 * 8_000] = 32_767;

    // When
    var windows = Chunks.windows(Chunks.cut(audio, 8_000, List.of(2_000)));

    // Then
    assertThat(windows.stream().filter(w -> w.id().quality().clippedMs() == 10).count())
        .isEqualTo(4);
  }

  @Test
  void aRestoredTimelineStillKnowsWhatWasClipped() {
    // Given
    var tools = WindowTools.of(Chunks.SETTINGS);
    var stored = new StoredBlocks();
    var timeline = new SensorTimeline(Chunks.SENSOR, tools);
    stored.append(timeline.accept(chunk("s1", clipped(), 0, 3 * RATE + RATE / 5, RATE)));

    // When
    var restored =
        SensorTimeline.restore(Chunks.SENSOR, tools, timeline.encode(), stored).orElseThrow();
    var windows =
        restored.accept(chunk("s1", clipped(), 3 * RATE + RATE / 5, 5 * RATE, RATE)).due();

    // Then
    assertThat(windows)
        .isNotEmpty()
        .extracting(window -> window.id().quality().clippedMs())
        .containsOnly(100);
  }

  private static SensorStatus statusOf(short[] audio) {
    return statusOf(audio, Instant.ofEpochMilli(Chunks.START_MS).plusSeconds(600));
  }

  private static SensorStatus statusOf(short[] audio, Instant now) {
    var noStore =
        new ReorderBuffer.Store() {
          @Override
          public void put(long number, AudioChunk chunk) {}

          @Override
          public void delete(long number) {}
        };
    var buffer =
        new ReorderBuffer(
            new SensorTimeline(Chunks.SENSOR, WindowTools.of(Chunks.SETTINGS)),
            Chunks.SETTINGS,
            Map.of(),
            noStore);
    SensorStatus last = null;
    for (var chunk : Chunks.cut(audio, RATE, List.of(RATE / 4))) {
      buffer.accept(chunk);
      last = buffer.statusIfDue(now).orElse(last);
    }
    return last;
  }

  private static short[] voice(int seconds, double gain) {
    var voice = new VoiceSynthesizer(VoiceProfile.of("neutral"), 1).next(seconds * RATE);
    for (int i = 0; i < voice.length; i++) {
      voice[i] = (short) Math.max(-32_768, Math.min(32_767, voice[i] * gain));
    }
    return voice;
  }

  @Test
  void aSensorThatIsHeardWellIsOnline() {
    // When
    var status = statusOf(voice(11, 1));

    // Then
    assertThat(status.state()).isEqualTo(SensorState.ONLINE);
    assertThat(status.levelDb()).isBetween(-40.0, -5.0);
    assertThat(status.noiseDb()).isLessThan(status.levelDb());
    assertThat(status.clippedShare()).isZero();
    assertThat(status.clockOffsetMs()).isBetween(-600_000L, -580_000L);
  }

  @Test
  void aMicrophoneThatIsOverdrivenIsDegraded() {
    // When
    var status = statusOf(voice(11, 30));

    // Then
    assertThat(status.state()).isEqualTo(SensorState.DEGRADED);
    assertThat(status.degraded()).contains(Degradation.CLIPPED);
    assertThat(status.clippedShare()).isGreaterThan(SignalTally.TOO_MUCH);
  }

  @Test
  void aMicrophoneThatIsMutedIsDegraded() {
    assertThat(statusOf(new short[11 * RATE]).degraded()).containsExactly(Degradation.QUIET);
  }

  @Test
  void aLoudBackgroundIsTold() {
    // Given
    var random = new Random(1);
    var noise = new short[11 * RATE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (3_000 * random.nextGaussian());
    }

    // Then
    assertThat(statusOf(noise).degraded()).containsExactly(Degradation.NOISY);
  }

  @Test
  void aClockThatIsAheadIsTold() {
    // When
    var status = statusOf(voice(11, 1), Instant.ofEpochMilli(Chunks.START_MS).plusSeconds(5));

    // Then
    assertThat(status.degraded()).containsExactly(Degradation.CLOCK);
    assertThat(status.clockOffsetMs()).isPositive();
  }

  @Test
  void audioThatDoesNotArriveIsTold() {
    // Given: every fifth second is missing
    var tools = WindowTools.of(Chunks.SETTINGS);
    var timeline = new SensorTimeline(Chunks.SENSOR, tools);
    var audio = voice(30, 1);

    // When
    for (int second = 0; second < 30; second++) {
      if (second % 5 != 4) {
        timeline.accept(chunk("s1", audio, second * RATE, (second + 1) * RATE, RATE));
      }
    }
    var status =
        timeline
            .sessions()
            .status(Chunks.SENSOR, false, Instant.ofEpochMilli(Chunks.START_MS + 60_000));

    // Then
    assertThat(status.degraded()).containsExactly(Degradation.LOSSY);
  }

  @Test
  void aMinuteWithoutSpeechIsSilence() {
    // Given: a still room
    var random = new Random(1);
    var room = new short[75 * RATE];
    for (int i = 0; i < room.length; i++) {
      room[i] = (short) (60 * random.nextGaussian());
    }

    // Then
    assertThat(statusOf(room).state()).isEqualTo(SensorState.SILENT);
  }
}
