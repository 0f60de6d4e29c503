package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.START_MS;
import static io.tenor.streams.window.Chunks.audio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Degradation;
import io.tenor.schema.SensorState;
import io.tenor.streams.ingest.AudioChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two devices that send under one id at the same time. */
class SharedIdTest {

  private static final int RATE = 16_000;
  private static final int QUARTER = RATE / 4;

  /**
   * A minute of one device, a chunk each quarter of a second.
   *
   * @param sentMs when it begins to send, ms after the first device
   * @param clockMs how far its clock is ahead
   */
  private record Device(String session, boolean indexed, long sentMs, long clockMs, int seed) {

    List<Sent> minute() {
      var speech = audio(60 * RATE, seed);
      var sent = new ArrayList<Sent>();
      for (int from = 0; from < speech.length; from += QUARTER) {
        long atMs = START_MS + sentMs + from / 16;
        var index = indexed ? OptionalLong.of(from) : OptionalLong.empty();
        var samples = Arrays.copyOfRange(speech, from, from + QUARTER);
        sent.add(
            new Sent(atMs, new AudioChunk(SENSOR, session, index, atMs + clockMs, RATE, samples)));
      }
      return sent;
    }
  }

  private record Sent(long atMs, AudioChunk chunk) {}

  private static HeardSensor hear(int restartEvery, Device... devices) {
    var all = new ArrayList<Sent>();
    for (var device : devices) {
      all.addAll(device.minute());
    }
    all.sort(Comparator.comparingLong(Sent::atMs));
    return HeardSensor.of(all.stream().map(Sent::chunk).toList(), restartEvery);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "100, 0",
    "5000, 0",
    "100, 3600000",
    "100, -3600000",
    "5000, 3600000",
    "5000, -7000"
  })
  void oneOfTwoSessionsIsHeardAndTheOtherTold(long laterMs, long clockMs) {
    // When
    var sensor =
        hear(9, new Device("s1", true, 0, 0, 1), new Device("s2", true, laterMs, clockMs, 2));

    // Then
    assertThat(sensor.windows()).hasSizeGreaterThan(105);
    assertThat(sensor.statuses()).hasSizeLessThan(16);
    assertThat(sensor.statuses().subList(4, sensor.statuses().size()))
        .allSatisfy(
            told -> {
              assertThat(told.sharedId()).isTrue();
              assertThat(told.state()).isEqualTo(SensorState.DEGRADED);
              assertThat(told.degraded()).contains(Degradation.LOSSY);
            });
  }

  @Test
  void twoDevicesWithOneSessionAreTold() {
    var sensor = hear(9, new Device("s", true, 0, 0, 1), new Device("s", true, 20_000, 0, 2));
    assertThat(sensor.windows()).hasSizeGreaterThan(110);
    assertThat(sensor.statuses().get(sensor.statuses().size() - 2).sharedId()).isTrue();
    assertThat(sensor.status().indexRestarts()).isLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 30, 110, 240, 10_020, 30_100})
  void twoDevicesWithoutSessionOrIndexAreTold(long laterMs) {
    var sensor = hear(9, new Device("-", false, 0, 0, 1), new Device("-", false, laterMs, 0, 2));
    assertThat(sensor.statuses()).hasSizeLessThan(16);
    assertThat(sensor.statuses().get(sensor.statuses().size() - 3).sharedId()).isTrue();
  }

  @Test
  void threeDevicesAreBoundedToo() {
    var sensor =
        hear(
            7,
            new Device("s1", true, 0, 0, 1),
            new Device("s2", true, 80, 0, 2),
            new Device("s3", true, 160, 0, 3));
    assertThat(sensor.windows()).hasSizeGreaterThan(100);
    assertThat(sensor.statuses()).hasSizeLessThan(24);
  }

  @Test
  void aSessionForEachChunkMakesNoFloodOfStatuses() {
    var sensor = new HeardSensor(Chunks.SETTINGS);
    for (var sent : new Device("s", true, 0, 0, 1).minute()) {
      var chunk = sent.chunk();
      sensor.hear(
          new AudioChunk(
              SENSOR,
              "s" + chunk.captureMs(),
              OptionalLong.of(0),
              chunk.captureMs(),
              RATE,
              chunk.samples()));
    }
    assertThat(sensor.statuses()).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void whenOneIsSwitchedOffTheOtherIsHeard() {
    // Given: the first ends after 20 s
    var first = new Device("s1", true, 0, 0, 1).minute().subList(0, 80);
    var all = new ArrayList<>(first);
    all.addAll(new Device("s2", true, 100, 0, 2).minute());
    all.sort(Comparator.comparingLong(Sent::atMs));

    // When
    var sensor = HeardSensor.of(all.stream().map(Sent::chunk).toList(), 0);

    // Then
    assertThat(sensor.windows())
        .filteredOn(window -> window.id().session().equals("s2"))
        .extracting(window -> window.id().startMs())
        .contains(START_MS + 33_100, START_MS + 57_100);
    assertThat(sensor.statuses().get(sensor.statuses().size() - 1).sharedId()).isFalse();
  }

  @Test
  void aChunkOfAnotherSessionByMistakeLosesNoMore() {
    // Given
    var chunks =
        new ArrayList<>(
            new Device("s1", true, 0, 0, 1).minute().stream().map(Sent::chunk).toList());
    var odd = chunks.get(100);
    chunks.add(
        100,
        new AudioChunk(SENSOR, "odd", OptionalLong.of(7), odd.captureMs(), RATE, new short[9]));

    // Then: one window in two seconds is lost
    assertThat(HeardSensor.of(chunks, 0).windows()).hasSizeGreaterThan(110);
  }
}
