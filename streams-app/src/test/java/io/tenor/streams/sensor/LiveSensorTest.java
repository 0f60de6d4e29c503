package io.tenor.streams.sensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.sensor.SensorSettings.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A live source goes by the clock, whatever has become of its samples. */
class LiveSensorTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final int RATE = 16_000;
  private static final int QUARTER = RATE / 4;

  private final Microphone microphone = new Microphone();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  /** Blocks of a quarter of a second; before each, time passes. */
  private static final class Microphone implements AudioSource {
    private final List<Long> passed = new ArrayList<>();
    private final List<Long> waiting = new ArrayList<>();
    private Instant now = NOW;
    private int next;

    void blocks(int count, double millis) {
      for (int i = 0; i < count; i++) {
        block(Math.round(millis * 1_000), 0);
      }
    }

    void block(long passedMicros, long waitingMillis) {
      passed.add(passedMicros);
      waiting.add(waitingMillis);
    }

    @Override
    public Optional<AudioBlock> next(Duration atMost) {
      if (next == passed.size()) {
        return Optional.empty();
      }
      now = now.plusNanos(1_000 * passed.get(next++));
      return Optional.of(new AudioBlock(RATE, new short[QUARTER]));
    }

    @Override
    public Duration waiting() {
      return Duration.ofMillis(waiting.get(next - 1));
    }

    @Override
    public Optional<Duration> length() {
      return Optional.empty();
    }

    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public void close() {}
  }

  private List<Long> send() {
    var settings =
        new SensorSettings(
            new SensorKey(SensorContext.WARD, "bed-4"),
            "audio.ward",
            "s",
            SensorSettings.DEFAULT_CHUNK,
            Pace.REALTIME,
            Optional.empty());
    InstantSource time = () -> microphone.now;
    Clock clock = time.withZone(ZoneOffset.UTC);
    new SensorStream(settings, microphone, producer, clock).run();
    return producer.history().stream().map(LiveSensorTest::firstSample).toList();
  }

  private static long firstSample(ProducerRecord<byte[], byte[]> chunk) {
    return Long.parseLong(new String(chunk.headers().lastHeader("first-sample").value(), UTF_8));
  }

  private long capturedMs(int chunk) {
    return producer.history().get(chunk).timestamp() - NOW.toEpochMilli();
  }

  @Test
  void whatIsLostWhileTheMachineIsAsleepIsAGap() {
    // Given
    microphone.blocks(8, 250);
    microphone.block(10_250_000, 0);
    microphone.blocks(7, 250);

    // When
    var indices = send();

    // Then
    assertThat(indices.subList(6, 10)).containsExactly(24_000L, 28_000L, 192_000L, 196_000L);
    assertThat(capturedMs(7)).isEqualTo(1_750);
    assertThat(capturedMs(8)).isEqualTo(12_000);
    assertThat(capturedMs(15)).isEqualTo(13_750);
  }

  @Test
  void whoeverReadsLateLosesNothingThatTheDeviceHasKept() {
    // Given: the reader is held up for 1.5 s, and catches up
    microphone.blocks(8, 250);
    microphone.block(1_750_000, 1_500);
    for (long left = 1_250; left >= 0; left -= 250) {
      microphone.block(0, left);
    }
    microphone.blocks(4, 250);

    // When
    var indices = send();

    // Then
    for (int i = 0; i < indices.size(); i++) {
      assertThat(indices.get(i)).isEqualTo((long) i * QUARTER);
      assertThat(capturedMs(i)).isEqualTo(250L * i);
    }
  }

  @Test
  void aDeviceThatRunsAtAnotherRateIsFollowedAndMissesNothing() {
    for (double block : new double[] {250.1, 249.9}) {
      // Given: ten minutes
      microphone.passed.clear();
      microphone.waiting.clear();
      microphone.next = 0;
      microphone.now = NOW;
      producer.clear();
      microphone.blocks(2_400, block);

      // When
      var indices = send();

      // Then
      assertThat(indices.get(2_399)).isEqualTo(2_399L * QUARTER);
      for (int i = 0; i < 2_400; i++) {
        assertThat((double) capturedMs(i)).isBetween(block * i - 62, block * i + 62);
      }
    }
  }

  @Test
  void aClockThatIsSetBackIsFollowed() {
    // Given
    microphone.blocks(4, 250);
    microphone.block(-3_600_000_000L + 250_000, 0);
    microphone.blocks(4, 250);

    // When
    var indices = send();

    // Then
    assertThat(indices.get(8)).isEqualTo(32_000);
    assertThat(capturedMs(8)).isEqualTo(-3_600_000L + 2_000);
  }
}
