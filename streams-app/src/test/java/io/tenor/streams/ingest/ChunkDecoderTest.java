package io.tenor.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import io.tenor.schema.AudioHeaders;
import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.Rejection.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkDecoderTest {

  private static final byte[] KEY = "bed-4".getBytes(UTF_8);
  private static final byte[] TWO_SAMPLES = {1, 0, 2, 0};

  private final ChunkDecoder decoder = new ChunkDecoder();

  private Ingested decode(byte[] key, byte[] value, Map<String, String> headers, long timestamp) {
    var kafkaHeaders = new RecordHeaders();
    headers.forEach((name, text) -> kafkaHeaders.add(name, text.getBytes(UTF_8)));
    return decoder.decode(SensorContext.WARD, key, value, kafkaHeaders, timestamp);
  }

  @Test
  void aPauseIsComfortNoiseThatDependsOnItsIndicesAlone() {
    // Given
    var whole = (AudioChunk) pause("1000", "600");
    var rest = (AudioChunk) pause("1200", "400");

    // Then
    assertThat(whole.pause()).isTrue();
    assertThat(whole.samples()).hasSize(600);
    assertThat(rest.samples()).isEqualTo(Arrays.copyOfRange(whole.samples(), 200, 600));
    for (short sample : whole.samples()) {
      assertThat((int) sample).isBetween(-24, 24);
    }
    for (String wrong : List.of("0", "-5", "soon", "524289", "99999999999")) {
      assertThat(pause("0", wrong))
          .isInstanceOfSatisfying(
              Rejection.class,
              refused -> assertThat(refused.message()).contains("silence").contains(wrong));
    }
  }

  private Ingested pause(String first, String count) {
    var headers = new RecordHeaders();
    headers.add("first-sample", first.getBytes(UTF_8));
    headers.add("silence", count.getBytes(UTF_8));
    return new ChunkDecoder().decode(SensorContext.WARD, KEY, null, headers, 5);
  }

  @Test
  void whatClientsInCSendIsRead() {
    // Given: strings with the zero byte at their end, and an index that has got a sign
    var headers = new RecordHeaders();
    headers.add("session", "s7\0".getBytes(UTF_8));
    headers.add("first-sample", "-2147483648\0".getBytes(UTF_8));
    headers.add("content-type", "audio/L16;rate=8000\0".getBytes(UTF_8));

    // When
    var chunk =
        (AudioChunk)
            new ChunkDecoder().decode(SensorContext.WARD, KEY, new byte[] {1, 0}, headers, 5);

    // Then
    assertThat(chunk.session()).isEqualTo("s7");
    assertThat(chunk.firstSample()).hasValue(1L << 31);
    assertThat(chunk.samples()).containsExactly(256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave", "AUDIO/WAV"})
  void everyNameOfWavIsKnown(String type) {
    var headers = new RecordHeaders();
    headers.add("content-type", type.getBytes(UTF_8));
    byte[] wav = WavFile.toBytes(16_000, new short[] {7});
    assertThat(new ChunkDecoder().decode(SensorContext.WARD, KEY, wav, headers, 5))
        .isInstanceOf(AudioChunk.class);
  }

  @Test
  void bytesWithoutAnyHeaderAreSixteenKilohertzPcm() {
    // When
    var ingested = decode(KEY, TWO_SAMPLES, Map.of(), 5_000);

    // Then
    assertThat(ingested)
        .isInstanceOfSatisfying(
            AudioChunk.class,
            chunk -> {
              assertThat(chunk.sensor()).isEqualTo(new SensorKey(SensorContext.WARD, "bed-4"));
              assertThat(chunk.session()).isEqualTo(ChunkDecoder.NO_SESSION);
              assertThat(chunk.firstSample()).isEmpty();
              assertThat(chunk.captureMs()).isEqualTo(5_000);
              assertThat(chunk.rateHz()).isEqualTo(16_000);
              assertThat(chunk.samples()).containsExactly((short) 1, (short) 2);
            });
  }

  @Test
  void headersSaySessionIndexAndFormat() {
    // Given
    var headers =
        Map.of(
            AudioHeaders.SESSION, "boot-7",
            AudioHeaders.FIRST_SAMPLE, "4000",
            AudioHeaders.CONTENT_TYPE, "audio/pcm;rate=8000;encoding=mulaw;channels=1");

    // When
    var ingested = decode(KEY, new byte[] {(byte) 0xff, 0x7f}, headers, 0);

    // Then
    assertThat(ingested)
        .isInstanceOfSatisfying(
            AudioChunk.class,
            chunk -> {
              assertThat(chunk.session()).isEqualTo("boot-7");
              assertThat(chunk.firstSample()).hasValue(4_000);
              assertThat(chunk.rateHz()).isEqualTo(8_000);
              assertThat(chunk.samples()).containsExactly((short) 0, (short) 0);
            });
  }

  @Test
  void aWholeWavFileIsAChunk() {
    // Given
    var wav = WavFile.toBytes(22_050, new short[] {3, 4, 5});

    // When
    var ingested = decode(KEY, wav, Map.of(AudioHeaders.CONTENT_TYPE, "audio/wav"), 0);

    // Then
    assertThat(ingested)
        .isInstanceOfSatisfying(
            AudioChunk.class,
            chunk -> {
              assertThat(chunk.rateHz()).isEqualTo(22_050);
              assertThat(chunk.samples()).containsExactly((short) 3, (short) 4, (short) 5);
            });
  }

  static Stream<Arguments> badRecords() {
    var none = Map.<String, String>of();
    return Stream.of(
        Arguments.of("no key", null, TWO_SAMPLES, none, 0L, Reason.BAD_SENSOR_ID),
        Arguments.of("empty key", new byte[0], TWO_SAMPLES, none, 0L, Reason.BAD_SENSOR_ID),
        Arguments.of(
            "key not UTF-8", new byte[] {(byte) 0xc3}, TWO_SAMPLES, none, 0L, Reason.BAD_SENSOR_ID),
        Arguments.of(
            "key with a control character",
            new byte[] {'a', 0},
            TWO_SAMPLES,
            none,
            0L,
            Reason.BAD_SENSOR_ID),
        Arguments.of("key too long", new byte[201], TWO_SAMPLES, none, 0L, Reason.BAD_SENSOR_ID),
        Arguments.of("tombstone", KEY, null, none, 0L, Reason.EMPTY),
        Arguments.of("empty chunk", KEY, new byte[0], none, 0L, Reason.EMPTY),
        Arguments.of("over 1 MiB", KEY, new byte[(1 << 20) + 2], none, 0L, Reason.TOO_LARGE),
        Arguments.of("odd byte count", KEY, new byte[3], none, 0L, Reason.UNREADABLE),
        Arguments.of("no capture time", KEY, TWO_SAMPLES, none, -1L, Reason.BAD_TIMESTAMP),
        Arguments.of(
            "unknown content type", KEY, TWO_SAMPLES, type("audio/ogg"), 0L, Reason.UNKNOWN_FORMAT),
        Arguments.of(
            "absurd rate",
            KEY,
            TWO_SAMPLES,
            type("audio/pcm;rate=1000000"),
            0L,
            Reason.UNKNOWN_FORMAT),
        Arguments.of("not a WAV", KEY, TWO_SAMPLES, type("audio/wav"), 0L, Reason.UNREADABLE),
        Arguments.of(
            "WAV of an absurd rate",
            KEY,
            WavFile.toBytes(1_000, new short[] {1}),
            type("audio/wav"),
            0L,
            Reason.UNKNOWN_FORMAT),
        Arguments.of(
            "index not a number", KEY, TWO_SAMPLES, index("1e3"), 0L, Reason.BAD_FIRST_SAMPLE),
        Arguments.of(
            "index negative", KEY, TWO_SAMPLES, index("-2147483649"), 0L, Reason.BAD_FIRST_SAMPLE),
        Arguments.of(
            "index out of range",
            KEY,
            TWO_SAMPLES,
            index("9223372036854775807"),
            0L,
            Reason.BAD_FIRST_SAMPLE),
        Arguments.of(
            "empty session",
            KEY,
            TWO_SAMPLES,
            Map.of(AudioHeaders.SESSION, ""),
            0L,
            Reason.BAD_SESSION));
  }

  private static Map<String, String> type(String contentType) {
    return Map.of(AudioHeaders.CONTENT_TYPE, contentType);
  }

  private static Map<String, String> index(String text) {
    return Map.of(AudioHeaders.FIRST_SAMPLE, text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRecords")
  void aBadRecordIsRefusedWithAReasonAndOneSentence(
      String what,
      byte[] key,
      byte[] value,
      Map<String, String> headers,
      long timestamp,
      Reason reason) {
    // When
    var ingested = decode(key, value, headers, timestamp);

    // Then
    assertThat(ingested)
        .as(what)
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(reason);
              assertThat(rejection.message()).isNotBlank().doesNotContain("\n");
            });
  }
}
