package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.START_MS;
import static io.tenor.streams.window.Chunks.audio;
import static io.tenor.streams.window.Chunks.fingerprints;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.window.Advance.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sample indices that begin again, wrap or are wrong, in a session whose name stays. */
class CountedAnewTest {

  private static final int RATE = 16_000;
  private static final int QUARTER = RATE / 4;
  private static final short[] SPEECH = audio(20 * RATE, 5);

  /** Chunks of a session that counts from an index at a time. */
  private static List<AudioChunk> talk(long firstIndex, long startMs, int seconds, int length) {
    var chunks = new ArrayList<AudioChunk>();
    for (int from = 0; from < seconds * RATE; from += length) {
      int to = Math.min(seconds * RATE, from + length);
      chunks.add(at(firstIndex + from, startMs + from / 16, Arrays.copyOfRange(SPEECH, from, to)));
    }
    return chunks;
  }

  private static AudioChunk at(long index, long captureMs, short[] samples) {
    return new AudioChunk(SENSOR, "s1", OptionalLong.of(index), captureMs, RATE, samples);
  }

  private static List<AudioChunk> join(List<AudioChunk> one, List<AudioChunk> other) {
    var both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static List<Long> starts(HeardSensor sensor) {
    return sensor.windows().stream().map(w -> w.id().startMs()).toList();
  }

  /** Starts of the windows of audio that begins on the grid. */
  private static List<Long> starts(long startMs, int seconds) {
    var starts = new ArrayList<Long>();
    for (long at = 0; at + 1_995 <= seconds * 1_000L; at += 500) {
      starts.add(startMs + at);
    }
    return starts;
  }

  @Property(tries = 20)
  void aDeviceThatStartsAnewWithTheOldSessionIsHeardFromItsFirstSample(
      @ForAll @IntRange(min = 1, max = 19) int before,
      @ForAll @IntRange(min = 3, max = 60) int awaySeconds,
      @ForAll @IntRange(min = 0, max = 7) int restartEvery) {
    // Given
    long back = START_MS + (before + awaySeconds) * 1_000L;
    var chunks = join(talk(0, START_MS, before, QUARTER), talk(0, back, 12, QUARTER));

    // When
    var sensor = HeardSensor.of(chunks, restartEvery);

    // Then
    assertThat(starts(sensor)).containsSubsequence(starts(back, 12));
    assertThat(sensor.windows().stream().map(w -> w.id().session() + w.id().firstSample()).toList())
        .doesNotHaveDuplicates();
    assertThat(sensor.windows().get(sensor.windows().size() - 1).id().session())
        .isEqualTo("s1@" + back);
    assertThat(sensor.held()).isZero();
    var status = sensor.status();
    assertThat(status.indexRestarts()).isEqualTo(1);
    assertThat(status.sessions()).isEqualTo(2);
    assertThat(status.duplicateChunks()).isZero();
    assertThat(status.conflictingChunks()).isZero();
  }

  @Property(tries = 20)
  void itsWindowsDoNotDependOnHowTheAudioIsCut(
      @ForAll @IntRange(min = 500, max = 16_000) int length,
      @ForAll @IntRange(min = 0, max = 5) int restartEvery) {
    var coarse =
        HeardSensor.of(
            join(talk(0, START_MS, 10, QUARTER), talk(0, START_MS + 60_000, 10, QUARTER)), 0);
    var other =
        HeardSensor.of(
            join(talk(0, START_MS, 10, length), talk(0, START_MS + 60_000, 10, length)),
            restartEvery);
    assertThat(fingerprints(other.windows())).isEqualTo(fingerprints(coarse.windows()));
  }

  @Test
  void aDeviceWithoutAClockOfItsOwnIsHeardAfterTwoSecondsOfIt() {
    // Given: it starts anew, and its time begins again too, at another time than before
    var chunks =
        join(talk(160_000, START_MS, 10, QUARTER), talk(0, START_MS - 86_400_000, 12, QUARTER));

    // Then
    assertThat(starts(HeardSensor.of(chunks, 3)))
        .containsSubsequence(starts(START_MS - 86_400_000, 12));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5, 1L << 31, 1L << 32, 1L << 42})
  void oneWrongIndexLosesOneChunk(long wrong) {
    // Given
    var chunks = talk(10 * RATE, START_MS, 20, QUARTER);
    var odd = chunks.get(40);
    chunks.set(40, at(wrong, odd.captureMs(), odd.samples()));

    // When
    var sensor = HeardSensor.of(chunks, 3);
    sensor.release();

    // Then
    assertThat(sensor.outcomes()).filteredOn(Outcome.CONFLICTING::equals).hasSize(1);
    assertThat(starts(sensor)).contains(START_MS, START_MS + 8_000).contains(START_MS + 18_000);
    var status = sensor.status();
    assertThat(status.chunks()).isEqualTo(79);
    assertThat(status.conflictingChunks()).isEqualTo(1);
    assertThat(status.indexRestarts()).isZero();
    assertThat(status.since().toEpochMilli()).as("not forgotten").isEqualTo(START_MS);
    assertThat(sensor.statuses()).allSatisfy(told -> assertThat(told.sharedId()).isFalse());
  }

  @Test
  void aCounterOf32BitsThatWrapsLosesNothing() {
    // Given: it has 10 s to go
    long first = (1L << 32) - 10 * RATE;
    var chunks =
        talk(first, START_MS, 20, 3_000).stream()
            .map(c -> at(c.firstSample().getAsLong() % (1L << 32), c.captureMs(), c.samples()))
            .toList();

    // When
    var sensor = HeardSensor.of(chunks, 4);

    // Then
    var whole = HeardSensor.of(talk(first, START_MS, 20, 3_000), 0);
    assertThat(fingerprints(sensor.windows())).isEqualTo(fingerprints(whole.windows()));
    assertThat(sensor.windows()).hasSize(36);
    assertThat(sensor.status().indexRestarts()).isZero();
  }

  @Test
  void chunksOfTheOldCountThatComeLateDoNotBringItBack() {
    // Given: two chunks from before are delivered after the sensor has begun to count anew
    var old = talk(0, START_MS, 10, QUARTER);
    var late = List.copyOf(old.subList(36, 38));
    var chunks = new ArrayList<>(old);
    chunks.removeAll(late);
    var anew = talk(0, START_MS + 30_000, 10, QUARTER);
    chunks.addAll(anew.subList(0, 5));
    chunks.addAll(late);
    chunks.addAll(anew.subList(5, anew.size()));

    // Then
    assertThat(starts(HeardSensor.of(chunks, 0)))
        .containsSubsequence(starts(START_MS + 30_000, 10));
  }

  @Test
  void chunksThatComeTwiceStayDuplicates() {
    // Given: all of it comes again, in order, as from a gateway that was not told that it arrived
    var chunks = talk(0, START_MS, 10, QUARTER);
    var twice = join(chunks, chunks);

    // When
    var sensor = HeardSensor.of(twice, 5);

    // Then
    assertThat(sensor.status().duplicateChunks()).isEqualTo(40);
    assertThat(sensor.status().conflictingChunks()).isZero();
  }

  @Test
  void indicesThatAreAllWrongFillNoMemory() {
    var chunks = talk(0, START_MS, 20, QUARTER);
    var random = new Random(1);
    var sensor = new HeardSensor(Chunks.SETTINGS);
    sensor.hear(chunks.get(0));
    for (var chunk : chunks.subList(1, chunks.size())) {
      sensor.hear(at(random.nextLong(1L << 40), chunk.captureMs(), chunk.samples()));
      assertThat(sensor.held()).isLessThan(3);
    }
    assertThat(sensor.statuses()).anySatisfy(told -> assertThat(told.sharedId()).isTrue());
  }

  @Test
  void theFirstChunksOfANewCountMayOvertakeEachOther() {
    var anew = talk(0, START_MS + 30_000, 10, QUARTER);
    Collections.swap(anew, 0, 1);
    assertThat(starts(HeardSensor.of(join(talk(0, START_MS, 10, QUARTER), anew), 0)))
        .containsSubsequence(starts(START_MS + 30_000, 10));
  }
}
