package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.SETTINGS;
import static io.tenor.streams.window.Chunks.START_MS;
import static io.tenor.streams.window.Chunks.audio;
import static io.tenor.streams.window.Chunks.chunk;
import static io.tenor.streams.window.Chunks.cut;
import static io.tenor.streams.window.Chunks.fingerprints;
import static io.tenor.streams.window.Chunks.windows;
import static io.tenor.streams.window.Chunks.withoutIndex;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.spectrogram.Spectrogram;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.window.Advance.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorTimelineTest {

  private static final short[] FIVE_SECONDS = audio(80_000, 1);

  @Test
  void aWindowHoldsTheColumnsOfItsSamples() {
    // When
    var windows = windows(cut(FIVE_SECONDS, 16_000, List.of(4_000)));

    // Then: starts at 0, 0.5, ... and the last complete one starts at 3 s
    assertThat(windows)
        .extracting(w -> w.id().firstSample())
        .containsExactly(0L, 8_000L, 16_000L, 24_000L, 32_000L, 40_000L, 48_000L);
    for (var window : windows) {
      int first = (int) window.id().firstSample();
      var samples =
          Arrays.copyOfRange(FIVE_SECONDS, first, first + SETTINGS.frontEnd().windowSamples());
      assertThat(window.levels()).isEqualTo(Spectrogram.levels(SETTINGS.frontEnd(), samples));
      assertThat(window.id().startMs()).isEqualTo(START_MS + first / 16);
      assertThat(window.id().endMs()).isEqualTo(START_MS + (first + 31_920) / 16);
    }
  }

  @Property(tries = 30)
  void windowsDoNotDependOnHowTheAudioIsCut(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 37, max = 30_000) Integer> lengths) {
    assertThat(fingerprints(windows(cut(FIVE_SECONDS, 16_000, lengths))))
        .isEqualTo(fingerprints(windows(cut(FIVE_SECONDS, 16_000, List.of(4_000)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 22_050, 24_000, 32_000, 44_100, 48_000})
  void windowsDoNotDependOnTheCutAtOtherRates(int rateHz) {
    // Given
    var audio = audio(4 * rateHz, 2);

    // When
    var coarse = windows(cut(audio, rateHz, List.of(rateHz / 4)));
    var fine = windows(cut(audio, rateHz, List.of(137, 1_001)));

    // Then
    assertThat(coarse).hasSizeBetween(4, 5);
    assertThat(fingerprints(fine)).isEqualTo(fingerprints(coarse));
  }

  @Property(tries = 20)
  void aRestartBetweenAnyTwoChunksChangesNothing(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 300, max = 9_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 12) int restartEvery) {
    // Given
    var chunks = cut(FIVE_SECONDS, 16_000, lengths);
    var stored = new StoredBlocks();
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    var seen = new ArrayList<DueWindow>();

    // When
    for (int i = 0; i < chunks.size(); i++) {
      if (i > 0 && i % restartEvery == 0) {
        timeline =
            SensorTimeline.restore(SENSOR, WindowTools.of(SETTINGS), timeline.encode(), stored)
                .orElseThrow();
      }
      var advance = timeline.accept(chunks.get(i));
      stored.append(advance);
      seen.addAll(advance.due());
    }

    // Then
    assertThat(fingerprints(seen)).isEqualTo(fingerprints(windows(chunks)));
  }

  @Test
  void aRestartInTheMiddleOfAResampledStreamChangesNothing() {
    // Given
    var chunks = cut(audio(4 * 44_100, 3), 44_100, List.of(11_025));
    var stored = new StoredBlocks();
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    var seen = new ArrayList<DueWindow>();

    // When
    for (var chunk : chunks) {
      var advance = timeline.accept(chunk);
      stored.append(advance);
      seen.addAll(advance.due());
      timeline =
          SensorTimeline.restore(SENSOR, WindowTools.of(SETTINGS), timeline.encode(), stored)
              .orElseThrow();
    }

    // Then
    assertThat(fingerprints(seen)).isEqualTo(fingerprints(windows(chunks)));
  }

  @Test
  void timestampsPlaceChunksThatHaveNoIndex() {
    // Given
    var indexed = cut(FIVE_SECONDS, 16_000, List.of(4_000));

    // When
    var windows = windows(indexed.stream().map(Chunks::withoutIndex).toList());

    // Then
    assertThat(fingerprints(windows)).isEqualTo(fingerprints(windows(indexed)));
  }

  @Test
  void aChunkThatComesTwiceChangesNothing() {
    // Given
    var once = cut(FIVE_SECONDS, 16_000, List.of(4_000));
    var twice = once.stream().flatMap(c -> List.of(c, c).stream()).toList();
    var twiceWithoutIndex = twice.stream().map(Chunks::withoutIndex).toList();

    // Then
    assertThat(fingerprints(windows(twice))).isEqualTo(fingerprints(windows(once)));
    assertThat(fingerprints(windows(twiceWithoutIndex))).isEqualTo(fingerprints(windows(once)));
  }

  @Test
  void chunksThatOverlapAreUsedOnce() {
    // Given
    var overlapping = new ArrayList<AudioChunk>();
    for (int from = 0; from < FIVE_SECONDS.length; from += 4_000) {
      overlapping.add(chunk("s1", FIVE_SECONDS, Math.max(0, from - 900), from + 4_000, 16_000));
    }

    // Then
    assertThat(fingerprints(windows(overlapping)))
        .isEqualTo(fingerprints(windows(cut(FIVE_SECONDS, 16_000, List.of(4_000)))));
  }

  @Test
  void aShortGapIsFilledAndMarked() {
    // Given: 100 ms are missing at 2 s
    var chunks =
        List.of(
            chunk("s1", FIVE_SECONDS, 0, 32_000, 16_000),
            chunk("s1", FIVE_SECONDS, 33_600, 80_000, 16_000));
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));

    // When
    timeline.accept(chunks.get(0));
    var advance = timeline.accept(chunks.get(1));

    // Then
    assertThat(advance.outcome()).isEqualTo(Outcome.BRIDGED);
    assertThat(advance.due())
        .extracting(w -> w.id().quality().bridgedMs())
        .containsExactly(100, 100, 100, 100, 0, 0);
    assertThat(advance.due()).extracting(w -> w.id().firstSample()).startsWith(8_000L);
  }

  @Test
  void aLongGapStartsTheWindowsAfreshOnTheSameGrid() {
    // Given: 0.3 s are missing
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    timeline.accept(chunk("s1", FIVE_SECONDS, 0, 16_000, 16_000));

    // When
    var advance = timeline.accept(chunk("s1", FIVE_SECONDS, 20_801, 80_000, 16_000));

    // Then: what was before it was shorter than a window, and the first after it starts at the next
    // half second
    assertThat(advance.outcome()).isEqualTo(Outcome.RESTARTED);
    assertThat(advance.due())
        .extracting(w -> w.id().firstSample())
        .containsExactly(0L, 24_000L, 32_000L, 40_000L, 48_000L);
    var samples = Arrays.copyOfRange(FIVE_SECONDS, 24_000, 24_000 + 31_920);
    assertThat(advance.due().get(1).levels())
        .isEqualTo(Spectrogram.levels(SETTINGS.frontEnd(), samples));
  }

  @Test
  void aNewSessionStartsANewTimeline() {
    // Given
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    timeline.accept(chunk("s1", FIVE_SECONDS, 0, 50_000, 16_000));

    // When
    var advance = timeline.accept(chunk("s2", FIVE_SECONDS, 0, 40_000, 16_000));

    // Then
    assertThat(advance.outcome()).isEqualTo(Outcome.RESTARTED);
    assertThat(advance.epoch()).isEqualTo(1);
    assertThat(advance.due()).extracting(w -> w.id().session()).containsExactly("s2", "s2");
    assertThat(advance.due()).extracting(w -> w.id().firstSample()).containsExactly(0L, 8_000L);
  }

  @Test
  void aClockSetBackByAnHourGoesOnWithNewTimesAndFreshIndices() {
    // Given
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    timeline.accept(withoutIndex(chunk("-", FIVE_SECONDS, 0, 40_000, 16_000)));
    var hourAgo = START_MS - 3_600_000;

    // When
    var advance =
        timeline.accept(
            new AudioChunk(
                SENSOR, "-", OptionalLong.empty(), hourAgo, 16_000, FIVE_SECONDS.clone()));

    // Then
    assertThat(advance.outcome()).isEqualTo(Outcome.RESTARTED);
    assertThat(advance.due()).isNotEmpty();
    assertThat(advance.due().get(0).id().firstSample()).isGreaterThanOrEqualTo(40_000);
    assertThat(advance.due().get(0).id().startMs()).isBetween(hourAgo, hourAgo + 1_000);
  }

  @Test
  void aLatecomerOfTheSessionBeforeDoesNotBeginItAnew() {
    // Given
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    timeline.accept(chunk("s1", FIVE_SECONDS, 0, 16_000, 16_000));
    var late = chunk("s1", FIVE_SECONDS, 16_000, 20_000, 16_000);
    timeline.accept(at(START_MS + 1_250, "s2", 0));

    // When
    var dropped = timeline.accept(late);
    var next = timeline.accept(at(START_MS + 6_250, "s2", FIVE_SECONDS.length));
    var back = timeline.accept(at(START_MS + 60_000, "s1", 0));

    // Then
    assertThat(dropped.outcome()).isEqualTo(Outcome.DROPPED);
    assertThat(next.outcome()).isEqualTo(Outcome.APPENDED);
    assertThat(back.outcome()).as("a name that is used again").isEqualTo(Outcome.RESTARTED);
  }

  private static AudioChunk at(long captureMs, String session, int index) {
    return new AudioChunk(
        SENSOR, session, OptionalLong.of(index), captureMs, 16_000, FIVE_SECONDS.clone());
  }

  @Test
  void anOutlandishIndexNeitherFailsNorFillsTheMemory() {
    // Given
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    timeline.accept(chunk("s1", FIVE_SECONDS, 0, 4_000, 16_000));

    // When
    var advance =
        timeline.accept(
            new AudioChunk(
                SENSOR, "s1", OptionalLong.of(1L << 42), START_MS, 16_000, FIVE_SECONDS.clone()));

    // Then
    assertThat(advance.outcome()).isEqualTo(Outcome.RESTARTED);
    assertThat(advance.due()).hasSize(6);
  }

  @Test
  void stateOfOtherSettingsIsNotUsed() {
    // Given
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    timeline.accept(chunk("s1", FIVE_SECONDS, 0, 4_000, 16_000));
    var other =
        new TimelineSettings(SETTINGS.frontEnd(), 100, Optional.empty(), 200, 200, 2_000, 0, 1_000);

    // When
    var restored =
        SensorTimeline.restore(
            SENSOR, WindowTools.of(other), timeline.encode(), (e, from, to) -> new byte[0]);

    // Then
    assertThat(restored).isEmpty();
  }

  @Test
  void theFingerprintIsTheSameInEveryProcess() {
    // A golden number: were it to change by itself, a restart would throw all state away.
    assertThat(SETTINGS.columnsFingerprint()).isEqualTo(74295601);
  }

  @Test
  void theStateOfASensorIsSmall() {
    // Given
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(SETTINGS));
    for (var chunk : cut(audio(48_000 * 3, 4), 48_000, List.of(12_000))) {
      timeline.accept(chunk);
    }

    // Then
    assertThat(timeline.encode()).hasSizeLessThan(2_048);
  }
}
