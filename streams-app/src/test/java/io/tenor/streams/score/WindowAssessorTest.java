package io.tenor.streams.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.SensorContext;
import io.tenor.spectrogram.RunningBandStatistics;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.spectrogram.VoiceActivity;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.WindowId;
import io.tenor.streams.window.WindowQuality;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WindowAssessorTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private static OnnxModel model;

  @BeforeAll
  static void open() {
    model = OnnxModel.shipped(1);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private final List<Integer> batches = new ArrayList<>();
  private final WindowAssessor assessor =
      new WindowAssessor(
          model, CLOCK, new BatchScorer(model, 4, (windows, nanos) -> batches.add(windows)));

  private static short[] voice() {
    return new VoiceSynthesizer(VoiceProfile.of("anger"), 4)
        .next(model.metadata().frontEnd().windowSamples());
  }

  /** The voice in pink noise as loud as itself, a little softer so that nothing is clipped. */
  private static short[] drowned() {
    short[] voice = voice();
    double[] noise = NonSpeech.PINK_NOISE.sound(voice.length, new Random(1));
    double gain =
        Math.sqrt(
            IntStream.range(0, voice.length).mapToDouble(n -> voice[n] * voice[n]).sum()
                / Arrays.stream(noise).map(value -> value * value).sum());
    short[] both = new short[voice.length];
    for (int n = 0; n < both.length; n++) {
      both[n] = (short) Math.round((voice[n] + gain * noise[n]) / 2);
    }
    return both;
  }

  private static DueWindow window(int number, short[] samples, double speechShare) {
    var frontEnd = model.metadata().frontEnd();
    var sensor = new SensorKey(SensorContext.DRIVER, "car");
    return new DueWindow(
        new WindowId(
            sensor,
            "trip",
            0,
            50L * number,
            8_000L * number,
            0,
            2_000,
            new WindowQuality(0, 0, -20, -25)),
        Spectrogram.levels(frontEnd, samples),
        speechShare,
        new RunningBandStatistics(model.metadata().adaptation().orElseThrow()).row(),
        0,
        false);
  }

  private List<EmotionEvent> assess(SensorPasts pasts, DueWindow... windows) {
    return assessor.assess(List.of(windows), pasts);
  }

  @Test
  void aVoiceThatDrownsIsUnknownAndNoEmotionIsMoreProbable() {
    // When
    var event = assess(SensorPasts.none(model), window(0, drowned(), 0.5)).get(0);

    // Then
    assertThat(event.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(event.label()).isEqualTo("unknown");
    assertThat(event.probability()).isEqualTo(0.142857);
    assertThat(event.probabilities().keySet()).containsExactlyElementsOf(model.metadata().labels());
    assertThat(Set.copyOf(event.probabilities().values())).containsExactly(0.142857);
    assertThat(batches).isEmpty();
  }

  @Test
  void theSoundIsOneThatTheModelWouldHaveBeenAskedAboutForItsSpeech() {
    var frontEnd = model.metadata().frontEnd();
    var activity = new VoiceActivity(frontEnd);
    byte[] levels = Spectrogram.levels(frontEnd, drowned());
    assertThat(activity.isSpeech(activity.speechShare(levels, 0, frontEnd.windowFrames())))
        .isTrue();
  }

  @Test
  void whatDrownsIsNoPartOfASensorsPast() {
    // When
    var alone = assess(SensorPasts.none(model), window(0, voice(), 0.6), window(2, voice(), 0.6));
    var between =
        assess(
            SensorPasts.none(model),
            window(0, voice(), 0.6),
            window(1, drowned(), 0.5),
            window(2, voice(), 0.6));

    // Then
    assertThat(between.get(0)).isEqualTo(alone.get(0));
    assertThat(between.get(2)).isEqualTo(alone.get(1));
    assertThat(alone.get(1).probabilities()).isNotEqualTo(alone.get(0).probabilities());
  }

  @Test
  void everyWindowHasItsEventInItsPlace() {
    // When
    var events =
        assess(
            SensorPasts.none(model),
            window(0, new short[voice().length], 0),
            window(1, drowned(), 0.5),
            window(2, voice(), 0.6),
            window(3, voice(), 0));

    // Then
    assertThat(events)
        .extracting(EmotionEvent::firstSample)
        .containsExactly(0L, 8_000L, 16_000L, 24_000L);
    assertThat(events.get(0).outcome()).isEqualTo(Outcome.SILENCE);
    assertThat(events.get(1).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(events.get(2).probabilities().values()).doesNotContain(0.142857);
    assertThat(events.get(3).outcome()).isEqualTo(Outcome.SILENCE);
    assertThat(batches).containsExactly(1);
  }
}
