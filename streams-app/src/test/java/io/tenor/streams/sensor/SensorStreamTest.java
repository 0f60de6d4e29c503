package io.tenor.streams.sensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.audio.WavFile;
import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.sensor.SensorSettings.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent and when; the commands' tests send to a real broker. */
class SensorStreamTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir private Path directory;

  private final Time time = new Time();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void aChunkLeavesWhenItsLastSampleHasBeenCapturedHoweverLongSendingTook() throws IOException {
    // Given
    time.costOfSending = Duration.ofMillis(30).toNanos();
    var stream = stream(Pace.REALTIME, Optional.empty(), wav("a.wav", 16_000, 16_000));
    // When
    stream.run();
    // Then
    assertThat(time.waits)
        .containsExactly(
            Duration.ofMillis(250).toNanos(),
            Duration.ofMillis(220).toNanos(),
            Duration.ofMillis(220).toNanos(),
            Duration.ofMillis(220).toNanos());
    assertThat(stream.chunks()).isEqualTo(4);
    assertThat(stream.audio()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void everyChunkSaysWhatItIsAndWhereItStands() throws IOException {
    // Given
    var stream =
        stream(
            Pace.REALTIME,
            Optional.empty(),
            wav("a.wav", 16_000, 6_000),
            wav("b.wav", 8_000, 2_000));
    // When
    stream.run();
    // Then
    assertThat(producer.history())
        .extracting(SensorStreamTest::summary)
        .containsExactly(
            "audio.ward bed-4 +0 audio/pcm;rate=16000;encoding=s16le;channels=1 s 0 8000 bytes",
            "audio.ward bed-4 +250 audio/pcm;rate=16000;encoding=s16le;channels=1 s 4000 4000 bytes",
            "audio.ward bed-4 +375 audio/pcm;rate=8000;encoding=s16le;channels=1 s-2 0 4000 bytes");
    assertThat(producer.history().get(0).value()).startsWith(0, 0, 1, 0, 2, 0);
  }

  @Test
  void atFullSpeedNothingWaitsAndTheAudioEndsNow() throws IOException {
    // Given
    var stream = stream(Pace.MAX, Optional.empty(), wav("a.wav", 16_000, 16_000));
    // When
    stream.run();
    // Then
    assertThat(time.waits).isEmpty();
    assertThat(producer.history().get(0).timestamp()).isEqualTo(NOW.minusSeconds(1).toEpochMilli());
  }

  @Test
  void aLimitCutsTheLastChunk() throws IOException {
    // Given
    var limit = Optional.of(Duration.ofMillis(300));
    var stream = stream(Pace.MAX, limit, wav("a.wav", 16_000, 16_000));
    // When
    stream.run();
    // Then
    assertThat(producer.history())
        .extracting(chunk -> chunk.value().length)
        .containsExactly(8_000, 1_600);
    assertThat(producer.history().get(0).timestamp())
        .isEqualTo(NOW.minusMillis(300).toEpochMilli());
  }

  @Test
  void aSensorThatIsStoppedSendsNoFurtherChunk() throws IOException {
    // Given
    var stream = stream(Pace.REALTIME, Optional.empty(), wav("a.wav", 16_000, 16_000));
    time.onWait = stream::stop;
    // When
    stream.run();
    // Then
    assertThat(producer.history()).isEmpty();
    assertThat(stream.failure()).isEmpty();
  }

  @Test
  void aChunkThatKafkaDoesNotTakeEndsTheSensorWithTheReason() throws IOException {
    // Given
    var refusing =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    var settings = settings(Pace.REALTIME, Optional.empty());
    var source = new WavSource(List.of(wav("a.wav", 16_000, 16_000)), false, warning -> {});
    var stream = new SensorStream(settings, source, refusing, CLOCK, time);
    time.onWait = () -> refusing.errorNext(new RecordTooLargeException("too large"));
    // When
    assertThatThrownBy(stream::run)
        // Then
        .isInstanceOf(RecordTooLargeException.class);
    assertThat(stream.failure()).containsInstanceOf(RecordTooLargeException.class);
    assertThat(stream.chunks()).isEqualTo(2);
  }

  private SensorStream stream(Pace pace, Optional<Duration> limit, Path... files) {
    var source = new WavSource(List.of(files), false, warning -> {});
    return new SensorStream(settings(pace, limit), source, producer, CLOCK, time);
  }

  private static SensorSettings settings(Pace pace, Optional<Duration> limit) {
    return new SensorSettings(
        new SensorKey(SensorContext.WARD, "bed-4"),
        "audio.ward",
        "s",
        SensorSettings.DEFAULT_CHUNK,
        pace,
        limit);
  }

  private Path wav(String name, int rate, int samples) throws IOException {
    short[] ramp = new short[samples];
    for (int n = 0; n < samples; n++) {
      ramp[n] = (short) n;
    }
    Path file = directory.resolve(name);
    WavFile.write(file, rate, ramp);
    return file;
  }

  private static String summary(ProducerRecord<byte[], byte[]> chunk) {
    var text = new StringBuilder(chunk.topic());
    text.append(' ').append(new String(chunk.key(), UTF_8));
    text.append(" +").append(chunk.timestamp() - NOW.toEpochMilli());
    for (String name : List.of("content-type", "session", "first-sample")) {
      text.append(' ').append(new String(chunk.headers().lastHeader(name).value(), UTF_8));
    }
    return text.append(' ').append(chunk.value().length).append(" bytes").toString();
  }

  /** Time that passes by waiting and by sending alone. */
  private static final class Time implements Ticker {
    private final List<Long> waits = new ArrayList<>();
    private long now = 1_000_000;
    private long costOfSending;
    private Runnable onWait = () -> {};

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void await(CountDownLatch stop, long nanos) {
      waits.add(nanos);
      now += nanos + costOfSending;
      onWait.run();
    }
  }
}
