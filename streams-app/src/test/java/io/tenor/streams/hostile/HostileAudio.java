package io.tenor.streams.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AudioHeaders;
import io.tenor.schema.RejectedHeaders;
import io.tenor.schema.SensorContext;
import io.tenor.streams.UntimedRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Audio chunks of which some part is not as it should be, and some that are sound. */
final class HostileAudio {

  private static final int SENSORS = 64;
  private static final int STRANGERS = 2_000;
  private static final long YEAR_MS = 31_557_600_000L;
  private static final int CHUNK_BYTES = 3_200;

  private static final List<String> KEYS =
      List.of(
          "",
          " ",
          "\t",
          "bed\n1",
          "bed\u0000",
          "../../etc/passwd",
          "ward/bed-1",
          "\u202egnp.deb",
          "\ud83d\ude37",
          "Neighbour",
          "neighbour ",
          "neighbour/",
          "x".repeat(200),
          "x".repeat(201),
          "x".repeat(10_000),
          "null",
          "__proto__",
          "%s%n${jndi:ldap://localhost/}");

  private static final List<String> TYPES =
      List.of(
          "",
          ";",
          ";;;=;",
          "audio/pcm",
          "audio/pcm;rate=16000;encoding=s16le;channels=1",
          "audio/pcm;rate=8000",
          "audio/pcm;rate=48000;channels=8",
          "audio/pcm;rate=44100;encoding=f32le;channels=2",
          "audio/pcm;encoding=mulaw;rate=8000",
          "audio/pcm;rate=0",
          "audio/pcm;rate=-16000",
          "audio/pcm;rate=1e4",
          "audio/pcm;rate=99999999999999999999",
          "audio/pcm;channels=0",
          "audio/pcm;channels=2147483647",
          "audio/pcm;rate=16000;rate=8000",
          "audio/pcm;encoding=",
          "AUDIO/L16;RATE=16000",
          "audio/L16",
          "audio/L16;rate=44100;channels=2",
          "audio/L16;rate=abc",
          "audio/L24;rate=48000",
          "audio/basic",
          "audio/pcma;rate=16000",
          "audio/wav",
          "audio/wave",
          "audio/x-wav;codec=1",
          "audio/wav\u0000\u0000",
          "application/json",
          "audio/opus",
          "a".repeat(5_000));

  private static final List<String> SESSIONS =
      List.of("s1", "s1", "s1", "s2", "", " ", "\n", "-", "x".repeat(201), "\u202e", "s1\u0000");

  private static final List<String> HEADERS =
      List.of(
          AudioHeaders.CONTENT_TYPE,
          AudioHeaders.SESSION,
          AudioHeaders.FIRST_SAMPLE,
          AudioHeaders.SILENCE,
          RejectedHeaders.REASON,
          RejectedHeaders.OFFSET,
          "",
          "traceparent",
          "\u0000");

  private HostileAudio() {}

  /**
   * One record.
   *
   * @param topic of a context
   * @param nowMs about the time of the run, milliseconds since 1970
   */
  static ProducerRecord<byte[], byte[]> next(
      RandomGenerator random, String topic, SensorContext context, long nowMs) {
    var record =
        new UntimedRecord(topic, timeMs(random, nowMs), key(random, context), value(random));
    if (isRiff(record.value()) && random.nextInt(4) > 0) {
      record.headers().add(AudioHeaders.CONTENT_TYPE, "audio/wav".getBytes(UTF_8));
    } else {
      addContentType(random, record);
    }
    addHeaders(random, record);
    return record;
  }

  private static byte[] key(RandomGenerator random, SensorContext context) {
    int kind = random.nextInt(100);
    if (kind < 3) {
      return null; // what comes from the wire has none
    }
    if (kind < 8) {
      return Damage.bytes(random, 64);
    }
    if (kind < 14) {
      return Damage.oneOf(random, KEYS).getBytes(UTF_8);
    }
    if (kind == 14 && context != Neighbour.CONTEXT) {
      return Neighbour.NAME.getBytes(UTF_8); // another sensor: that of the other context
    }
    return (kind < 18
            ? "stranger-" + random.nextInt(STRANGERS)
            : "hostile-" + random.nextInt(SENSORS))
        .getBytes(UTF_8);
  }

  private static long timeMs(RandomGenerator random, long nowMs) {
    return switch (random.nextInt(40)) {
      case 0 -> -1;
      case 1 -> 0;
      case 2 -> random.nextLong(nowMs);
      case 3 -> nowMs + random.nextLong(100 * YEAR_MS);
      case 4 -> Math.max(-1, Damage.end(random));
      case 5 -> nowMs - random.nextLong(2 * YEAR_MS);
      case 6 -> 253_370_764_800_000L + random.nextInt(3) - 1; // the year 9999
      default -> nowMs + random.nextInt(20_000) - 10_000;
    };
  }

  private static byte[] value(RandomGenerator random) {
    int kind = random.nextInt(2_000);
    if (kind == 0) {
      return new byte[(1 << 20) + random.nextInt(3) - 1];
    }
    return switch (kind % 10) {
      case 0 -> null;
      case 1 -> Damage.bytes(random, 4);
      case 2 -> Damage.bytes(random, CHUNK_BYTES);
      case 3 -> wav(random);
      case 4, 5 -> Damage.of(random, wav(random));
      case 6 -> new byte[random.nextInt(CHUNK_BYTES)];
      default -> noise(random, 2 * random.nextInt(CHUNK_BYTES / 2));
    };
  }

  private static byte[] noise(RandomGenerator random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A sound WAV of a random form. */
  static byte[] wav(RandomGenerator random) {
    int channels = 1 + random.nextInt(8);
    int bits = Damage.oneOf(random, List.of(8, 16, 24, 32));
    int rate = Damage.oneOf(random, List.of(8_000, 16_000, 44_100, 48_000, 11_025));
    int frame = channels * bits / 8;
    var samples = noise(random, frame * random.nextInt(CHUNK_BYTES / frame));
    return ByteBuffer.allocate(44 + samples.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(UTF_8))
        .putInt(36 + samples.length)
        .put("WAVEfmt ".getBytes(UTF_8))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * frame)
        .putShort((short) frame)
        .putShort((short) bits)
        .put("data".getBytes(UTF_8))
        .putInt(samples.length)
        .put(samples)
        .array();
  }

  private static boolean isRiff(byte[] value) {
    return value != null && value.length > 3 && value[0] == 'R' && value[1] == 'I';
  }

  private static void addContentType(RandomGenerator random, UntimedRecord record) {
    if (random.nextInt(10) < 2) {
      record.headers().add(AudioHeaders.CONTENT_TYPE, Damage.oneOf(random, TYPES).getBytes(UTF_8));
    }
  }

  private static void addHeaders(RandomGenerator random, UntimedRecord record) {
    var headers = record.headers();
    if (random.nextInt(10) < 2) {
      headers.add(AudioHeaders.SESSION, Damage.oneOf(random, SESSIONS).getBytes(UTF_8));
    }
    if (random.nextInt(10) < 4) {
      headers.add(AudioHeaders.FIRST_SAMPLE, number(random).getBytes(UTF_8));
    }
    if (random.nextInt(20) == 0) {
      headers.add(AudioHeaders.SILENCE, number(random).getBytes(UTF_8));
    }
    for (int i = random.nextInt(40); i < 3; i++) {
      var bytes = random.nextInt(4) == 0 ? null : Damage.bytes(random, 40);
      headers.add(Damage.oneOf(random, HEADERS), bytes);
    }
  }

  private static String number(RandomGenerator random) {
    return switch (random.nextInt(20)) {
      case 0 -> Long.toString(Damage.end(random));
      case 1 -> Integer.toString(random.nextInt());
      case 2 -> Long.toString(random.nextLong());
      case 3 ->
          Damage.oneOf(random, List.of("", " ", "1e9", "0x10", "NaN", "-0", "+5", "٣", "1.0"));
      case 4 -> "9".repeat(1 + random.nextInt(400));
      default -> Integer.toString(random.nextInt(4_000) * 400);
    };
  }
}
