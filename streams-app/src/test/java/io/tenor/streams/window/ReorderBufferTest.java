package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.SETTINGS;
import static io.tenor.streams.window.Chunks.START_MS;
import static io.tenor.streams.window.Chunks.audio;
import static io.tenor.streams.window.Chunks.chunk;
import static io.tenor.streams.window.Chunks.cut;
import static io.tenor.streams.window.Chunks.fingerprints;
import static io.tenor.streams.window.Chunks.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.window.Advance.Outcome;
import io.tenor.streams.window.ReorderBuffer.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReorderBufferTest {

  private static final int QUARTER = 4_000;
  private static final short[] TEN_SECONDS = audio(160_000, 8);
  private static final List<AudioChunk> IN_ORDER = cut(TEN_SECONDS, 16_000, List.of(QUARTER));

  private final Map<Long, AudioChunk> kept = new TreeMap<>();
  private final ReorderBuffer ordered = of(SETTINGS);

  private ReorderBuffer of(TimelineSettings settings) {
    return of(new SensorTimeline(SENSOR, WindowTools.of(settings)), settings);
  }

  /** Goes on with the chunks that are kept. */
  private ReorderBuffer of(SensorTimeline timeline, TimelineSettings settings) {
    return new ReorderBuffer(
        timeline,
        settings,
        kept,
        new ReorderBuffer.Store() {
          @Override
          public void put(long number, AudioChunk chunk) {
            assertThat(kept.put(number, chunk)).isNull();
          }

          @Override
          public void delete(long number) {
            assertThat(kept.remove(number)).isNotNull();
          }
        });
  }

  private static List<DueWindow> heard(ReorderBuffer timeline, List<AudioChunk> chunks) {
    return chunks.stream().flatMap(chunk -> due(timeline.accept(chunk)).stream()).toList();
  }

  private static List<DueWindow> due(List<Step> steps) {
    return steps.stream().flatMap(step -> step.advance().due().stream()).toList();
  }

  private static List<Outcome> outcomes(List<Step> steps) {
    return steps.stream().map(step -> step.advance().outcome()).toList();
  }

  /** The first stays, blocks of five come in any order: no chunk is a second and a half late. */
  private static List<AudioChunk> shuffled(List<AudioChunk> chunks, long seed) {
    var mixed = new ArrayList<>(chunks);
    for (int from = 1; from < mixed.size(); from += 5) {
      Collections.shuffle(
          mixed.subList(from, Math.min(mixed.size(), from + 5)), new Random(seed + from));
    }
    return mixed;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void chunksInAnyOrderGiveTheWindowsOfTheirOrder(long seed) {
    assertThat(fingerprints(heard(ordered, shuffled(IN_ORDER, seed))))
        .isEqualTo(fingerprints(windows(IN_ORDER)));
    assertThat(ordered.waits()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void capturedTimesPutChunksWithoutAnIndexInOrder(long seed) {
    var chunks =
        cut(TEN_SECONDS, 16_000, List.of(2 * QUARTER)).stream().map(Chunks::withoutIndex).toList();
    var swapped = new ArrayList<>(chunks);
    for (int i = 1 + (int) seed; i + 1 < swapped.size(); i += 3) {
      Collections.swap(swapped, i, i + 1);
    }
    assertThat(fingerprints(heard(ordered, swapped))).isEqualTo(fingerprints(windows(chunks)));
  }

  @Test
  void aMissingChunkIsGivenUpAfterTwoSecondsOfAudioBehindIt() {
    // Given: 0.1 s are missing at 1 s
    ordered.accept(chunk("s1", TEN_SECONDS, 0, 16_000, 16_000));
    for (int from = 17_600; from + QUARTER < 48_000; from += QUARTER) {
      assertThat(ordered.accept(chunk("s1", TEN_SECONDS, from, from + QUARTER, 16_000))).isEmpty();
    }

    // When
    var steps = ordered.accept(chunk("s1", TEN_SECONDS, 45_600, 49_600, 16_000));

    // Then: all that was held back is heard, in order
    assertThat(outcomes(steps)).hasSize(8).startsWith(Outcome.BRIDGED).endsWith(Outcome.APPENDED);
    assertThat(due(steps))
        .extracting(w -> w.id().firstSample())
        .containsExactly(0L, 8_000L, 16_000L);
    assertThat(due(steps))
        .extracting(w -> w.id().quality().bridgedMs())
        .containsExactly(100, 100, 100);

    // When: it comes after all
    var late = ordered.accept(chunk("s1", TEN_SECONDS, 16_000, 17_600, 16_000));

    // Then
    assertThat(outcomes(late)).containsExactly(Outcome.DROPPED);
  }

  @Test
  void afterALongOutageNothingIsWaitedFor() {
    ordered.accept(chunk("s1", TEN_SECONDS, 0, 16_000, 16_000));
    var steps = ordered.accept(chunk("s1", TEN_SECONDS, 64_000, 68_000, 16_000));
    assertThat(outcomes(steps)).containsExactly(Outcome.RESTARTED);
  }

  @Test
  void aNewSessionComesAfterWhatTheOldOneHeldBack() {
    // Given
    ordered.accept(chunk("s1", TEN_SECONDS, 0, 16_000, 16_000));
    ordered.accept(chunk("s1", TEN_SECONDS, 24_000, 28_000, 16_000));
    ordered.accept(chunk("s1", TEN_SECONDS, 20_000, 24_000, 16_000));

    // When
    var steps = ordered.accept(chunk("s2", TEN_SECONDS, 0, 4_000, 16_000));

    // Then
    assertThat(steps)
        .extracting(step -> step.chunk().session() + " " + step.chunk().firstSample().getAsLong())
        .containsExactly("s1 20000", "s1 24000", "s2 0");
    assertThat(ordered.waits()).isFalse();
  }

  @Test
  void aSilentSensorsChunksCanBeReleased() {
    ordered.accept(chunk("s1", TEN_SECONDS, 0, 16_000, 16_000));
    ordered.accept(chunk("s1", TEN_SECONDS, 20_000, 24_000, 16_000));
    assertThat(outcomes(ordered.release())).containsExactly(Outcome.RESTARTED);
    assertThat(ordered.release()).isEmpty();
  }

  @Test
  void withoutTimeToPutThemInOrderChunksAreTakenAsTheyCome() {
    var hasty = of(SETTINGS.reordering(Duration.ZERO));
    hasty.accept(IN_ORDER.get(0));
    assertThat(outcomes(hasty.accept(IN_ORDER.get(2)))).containsExactly(Outcome.RESTARTED);
    assertThat(outcomes(hasty.accept(IN_ORDER.get(1)))).containsExactly(Outcome.DROPPED);
  }

  @Test
  void whatIsHeldIsBoundedInLength() {
    // Given: a sensor that sends the same second again and again, and never what is before it
    ordered.accept(chunk("s1", TEN_SECONDS, 0, 16_000, 16_000));
    for (int i = 0; i < 100; i++) {
      ordered.accept(chunk("s1", TEN_SECONDS, 20_000, 36_000, 16_000));
      assertThat(kept.values().stream().mapToInt(c -> c.samples().length).sum()).isLessThan(32_000);
    }
  }

  @Test
  void whatIsHeldIsBoundedInNumber() {
    // Given: a sensor that sends single samples, every second one
    ordered.accept(chunk("s1", TEN_SECONDS, 0, 16_000, 16_000));
    int most = 0;
    for (int at = 16_001; at < 16_001 + 4 * ReorderBuffer.MOST_CHUNKS; at += 2) {
      ordered.accept(chunk("s1", TEN_SECONDS, at, at + 1, 16_000));
      most = Math.max(most, kept.size());
    }
    assertThat(most).isEqualTo(ReorderBuffer.MOST_CHUNKS - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 13, 22})
  void whoeverGoesOnFromTheStoredChunksHearsTheSame(int after) {
    // Given
    var chunks = shuffled(IN_ORDER, 9);
    var stored = new StoredBlocks();
    var windows = new ArrayList<DueWindow>();
    for (var chunk : chunks.subList(0, after)) {
      for (var step : ordered.accept(chunk)) {
        stored.append(step.advance());
        windows.addAll(step.advance().due());
      }
    }

    // When
    kept.replaceAll(
        (number, chunk) -> HeldChunk.decode(new HeldChunk(chunk).encode()).orElseThrow().chunk());
    var timeline =
        SensorTimeline.restore(SENSOR, WindowTools.of(SETTINGS), ordered.encode(), stored)
            .orElseThrow();
    windows.addAll(heard(of(timeline, SETTINGS), chunks.subList(after, chunks.size())));

    // Then
    assertThat(fingerprints(windows)).isEqualTo(fingerprints(windows(IN_ORDER)));
    assertThat(kept).isEmpty();
  }

  @Test
  void aStoredChunkIsReadAsItWas() {
    var indexed = chunk("s1", TEN_SECONDS, 20_000, 24_000, 16_000);
    var timed =
        new AudioChunk(SENSOR, "-", OptionalLong.empty(), START_MS, 8_000, new short[] {-1, 7});
    var stereo =
        new AudioChunk(
            SENSOR,
            "s",
            OptionalLong.of(1),
            START_MS,
            8_000,
            new short[] {1, 2},
            new short[] {3, 4},
            true);
    for (var chunk : List.of(indexed, timed, stereo)) {
      assertThat(HeldChunk.decode(new HeldChunk(chunk).encode()).orElseThrow().chunk())
          .usingRecursiveComparison()
          .isEqualTo(chunk);
    }
    assertThat(HeldChunk.decode(new byte[] {99})).isEmpty();
  }
}
