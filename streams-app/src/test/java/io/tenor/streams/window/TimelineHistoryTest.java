package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.SETTINGS;
import static io.tenor.streams.window.Chunks.chunk;
import static io.tenor.streams.window.Chunks.cut;
import static io.tenor.streams.window.Chunks.fingerprints;
import static io.tenor.streams.window.Chunks.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.RunningBandStatistics;
import io.tenor.spectrogram.SensorHistory;
import io.tenor.spectrogram.SensorHistory.Heard;
import io.tenor.spectrogram.SensorNormalisation;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.window.Advance.Outcome;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a sensor has said before, as its windows know it where the model asks. */
class TimelineHistoryTest {

  private static final FrontEnd FRONT_END = FrontEnd.compact();
  private static final SensorNormalisation PRIOR = prior(300, 600);
  private static final TimelineSettings ADAPTIVE =
      TimelineSettings.of(FRONT_END, Optional.of(PRIOR));
  private static final int HOP = ADAPTIVE.windowHopFrames();

  /** Three seconds of speech, two of silence, four of speech. */
  private static final short[] TALK = talk();

  private static SensorNormalisation prior(int priorFrames, int memoryFrames) {
    float[] mean = new float[FRONT_END.bands()];
    float[] deviation = new float[FRONT_END.bands()];
    Arrays.fill(mean, 107.3f);
    Arrays.fill(deviation, 41.7f);
    return new SensorNormalisation(mean, deviation, priorFrames, memoryFrames);
  }

  private static short[] talk() {
    var voice = new VoiceSynthesizer(VoiceProfile.of("neutral"), 3);
    short[] talk = new short[9 * 16_000];
    System.arraycopy(voice.next(3 * 16_000), 0, talk, 0, 3 * 16_000);
    System.arraycopy(voice.next(4 * 16_000), 0, talk, 5 * 16_000, 4 * 16_000);
    return talk;
  }

  /** The same by the rule alone: starts at each hop, in columns of the samples given. */
  private static List<Heard> byTheRule(SensorHistory history, short[] samples) {
    byte[] columns = Spectrogram.levels(FRONT_END, samples);
    int last = FRONT_END.frames(samples.length) - FRONT_END.windowFrames();
    return history.hear(columns, IntStream.rangeClosed(0, last / HOP).map(i -> i * HOP).toArray());
  }

  private static void assertSame(List<DueWindow> windows, List<Heard> expected) {
    assertThat(windows).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(windows.get(i).statistics()).as("%d", i).isEqualTo(expected.get(i).statistics());
      assertThat(windows.get(i).speechShare()).isEqualTo(expected.get(i).speechShare());
    }
  }

  @Test
  void everyWindowComesWithTheStatisticsThatTheRuleGives() {
    // When
    var windows = windows(ADAPTIVE, cut(TALK, 16_000, List.of(4_000)));

    // Then
    var expected = byTheRule(new SensorHistory(FRONT_END, PRIOR), TALK);
    assertSame(windows, expected);
    assertThat(windows.get(0).statistics()).isEqualTo(new RunningBandStatistics(PRIOR).row());
    assertThat(windows.stream().map(w -> Arrays.hashCode(w.statistics())).distinct().count())
        .as("some windows have speech and change them, those of silence do not")
        .isBetween(5L, windows.size() - 1L);
  }

  @Property(tries = 30)
  void theyDoNotDependOnHowTheAudioIsCut(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 37, max = 30_000) Integer> lengths) {
    assertThat(fingerprints(windows(ADAPTIVE, cut(TALK, 16_000, lengths))))
        .isEqualTo(fingerprints(windows(ADAPTIVE, cut(TALK, 16_000, List.of(4_000)))));
  }

  @Property(tries = 20)
  void aRestartBetweenAnyTwoChunksChangesNothing(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 300, max = 9_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 12) int restartEvery) {
    // Given
    var chunks = cut(TALK, 16_000, lengths);
    var stored = new StoredBlocks();
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(ADAPTIVE));
    var seen = new ArrayList<DueWindow>();

    // When
    for (int i = 0; i < chunks.size(); i++) {
      if (i > 0 && i % restartEvery == 0) {
        timeline =
            SensorTimeline.restore(SENSOR, WindowTools.of(ADAPTIVE), timeline.encode(), stored)
                .orElseThrow();
      }
      var advance = timeline.accept(chunks.get(i));
      stored.append(advance);
      seen.addAll(advance.due());
    }

    // Then
    assertThat(fingerprints(seen)).isEqualTo(fingerprints(windows(ADAPTIVE, chunks)));
  }

  @Test
  void theyOutliveALongGapAndANewSession() {
    // Given: half a second is missing after 4 s, and after 9 s the sensor starts anew
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(ADAPTIVE));
    var first = timeline.accept(chunk("s1", TALK, 0, 64_000, 16_000));

    // When
    var afterGap = timeline.accept(chunk("s1", TALK, 72_000, TALK.length, 16_000));
    var afterRestart = timeline.accept(chunk("s2", TALK, 0, 64_000, 16_000));

    // Then
    assertThat(afterGap.outcome()).isEqualTo(Outcome.RESTARTED);
    assertThat(afterRestart.outcome()).isEqualTo(Outcome.RESTARTED);
    var history = new SensorHistory(FRONT_END, PRIOR);
    assertSame(first.due(), byTheRule(history, Arrays.copyOf(TALK, 64_000)));
    assertSame(afterGap.due(), byTheRule(history, Arrays.copyOfRange(TALK, 72_000, TALK.length)));
    assertSame(afterRestart.due(), byTheRule(history, Arrays.copyOf(TALK, 64_000)));
    assertThat(afterRestart.due().get(0).statistics())
        .isNotEqualTo(new RunningBandStatistics(PRIOR).row());
  }

  @Test
  void theyEndWhenNothingWasCapturedForLong() {
    // Given
    var settings = ADAPTIVE.forgetting(Duration.ofHours(1));
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(settings));
    var stored = new StoredBlocks();
    stored.append(timeline.accept(chunk("s1", TALK, 0, 64_000, 16_000)));

    // When: an hour and a second later, from the stored state; then after most of an hour
    timeline =
        SensorTimeline.restore(SENSOR, WindowTools.of(settings), timeline.encode(), stored)
            .orElseThrow();
    int later = 64_000 + 3_601 * 16_000;
    var forgotten = timeline.accept(fourSecondsAt(later));
    var known = timeline.accept(fourSecondsAt(later + 3_500 * 16_000));

    // Then
    assertThat(forgotten.due().get(0).statistics())
        .isEqualTo(new RunningBandStatistics(PRIOR).row());
    assertThat(forgotten.due()).extracting(DueWindow::fresh).startsWith(true, false);
    assertThat(known.due().get(0).statistics())
        .isNotEqualTo(new RunningBandStatistics(PRIOR).row());
    assertThat(known.due()).extracting(DueWindow::fresh).doesNotContain(true);
  }

  /** The first four seconds, at another index of the session. */
  private static AudioChunk fourSecondsAt(int index) {
    return new AudioChunk(
        SENSOR,
        "s1",
        OptionalLong.of(index),
        Chunks.START_MS + index / 16L,
        16_000,
        Arrays.copyOf(TALK, 64_000));
  }

  @Test
  void aChunkThatComesTwiceChangesNothing() {
    // Given
    var once = cut(TALK, 16_000, List.of(4_000));
    List<AudioChunk> twice = once.stream().flatMap(c -> List.of(c, c).stream()).toList();

    // Then
    assertThat(fingerprints(windows(ADAPTIVE, twice)))
        .isEqualTo(fingerprints(windows(ADAPTIVE, once)));
  }

  @Test
  void aModelThatDoesNotAskGetsNone() {
    assertThat(windows(cut(TALK, 16_000, List.of(4_000))))
        .hasSizeGreaterThan(10)
        .allSatisfy(window -> assertThat(window.statistics()).isEmpty());
  }

  @Test
  void anotherModelGoesOnWithTheWindowsAndBeginsTheHistoryAnew() {
    // Given: a sensor in the midst of its second window
    var stored = new StoredBlocks();
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(ADAPTIVE));
    stored.append(timeline.accept(chunk("s1", TALK, 0, 42_000, 16_000)));
    var other = TimelineSettings.of(FRONT_END, Optional.of(prior(200, 600)));
    var rest = chunk("s1", TALK, 42_000, 64_000, 16_000);

    for (var settings : List.of(other, SETTINGS)) {
      // When
      var restored =
          SensorTimeline.restore(SENSOR, WindowTools.of(settings), timeline.encode(), stored)
              .orElseThrow();
      var due = restored.accept(rest).due();

      // Then
      assertThat(due).extracting(w -> w.id().firstSample()).startsWith(16_000L).hasSize(3);
      assertThat(due.get(0).statistics())
          .isEqualTo(
              settings
                  .adaptation()
                  .map(prior -> new RunningBandStatistics(prior).row())
                  .orElseGet(() -> new float[0]));
    }
  }

  @Test
  void theFingerprintIsTheSameInEveryProcess() {
    // A golden number: were it to change by itself, a restart would forget every sensor.
    assertThat(ADAPTIVE.columnsFingerprint()).isEqualTo(SETTINGS.columnsFingerprint());
    assertThat(ADAPTIVE.historyFingerprint()).isEqualTo(-1519227316);
  }

  @Test
  void theStateOfASensorStaysSmall() {
    // Given
    var plain = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    var adaptive = new SensorTimeline(SENSOR, WindowTools.of(ADAPTIVE));
    plain.accept(chunk("s1", TALK, 0, 40_000, 16_000));
    adaptive.accept(chunk("s1", TALK, 0, 40_000, 16_000));

    // Then
    assertThat(adaptive.encode()).hasSize(plain.encode().length + 645);
  }
}
