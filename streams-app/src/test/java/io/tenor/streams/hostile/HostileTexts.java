package io.tenor.streams.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.Topics;
import io.tenor.streams.UntimedRecord;
import io.tenor.streams.alert.RuleException;
import io.tenor.streams.alert.RuleFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rules, acknowledgements and announcements of models that are none. Whoever may write to these
 * topics may change the rules and the model, so what could be used is not among them.
 */
final class HostileTexts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String RULES =
      "{\"version\":\"1\",\"rules\":[{\"name\":\"r\",\"when\":{\"emotions\":[\"anger\"]},\"for\":\"10s\"}]}";

  private static final List<String> NUMBERS_AND_WORDS =
      List.of(
          "",
          "null",
          "[]",
          "{}",
          "0",
          "NaN",
          "-1e999",
          "\"\"",
          "[[[[",
          "{\"version\":null}",
          "&a [*a, *a]",
          "a: &a [x]\nb: [*a,*a,*a]",
          "!!java.net.URL [\"http://localhost/\"]",
          "? ? ? ?",
          "%YAML 9.9\n---\n",
          "\ufeff{}",
          "[".repeat(3_000),
          "{\"a\":".repeat(2_000),
          "9".repeat(5_000));

  private static final List<String> ADDRESSES =
      List.of(
          "file:///there/is/no/model.onnx",
          "file:",
          "file://host/share",
          "file:///",
          "file:relative",
          "http://127.0.0.1:1/model.onnx",
          "http:///",
          "http://",
          "http:opaque",
          "ftp://127.0.0.1/x",
          "jar:file:/x.jar!/y",
          "urn:x:y",
          "//no-scheme",
          "mailto:a@b",
          "\u0000");

  private HostileTexts() {}

  /** Rules that nobody can use, or under a key that means nothing. */
  static ProducerRecord<byte[], byte[]> rules(RandomGenerator random, String topic, long nowMs) {
    var value = text(random, RULES);
    boolean usable = value != null && isUsable(new String(value, UTF_8));
    var key = usable || random.nextInt(3) == 0 ? key(random) : Topics.RULES_KEY.getBytes(UTF_8);
    return new UntimedRecord(
        topic, timeMs(random, nowMs), key, value == null ? new byte[0] : value);
  }

  private static boolean isUsable(String text) {
    try {
      RuleFile.parse(text);
      return true;
    } catch (RuleException e) {
      return false;
    }
  }

  /** Acknowledgements of alerts that nobody has. */
  static ProducerRecord<byte[], byte[]> ack(RandomGenerator random, String topic, long nowMs) {
    var sound = new LinkedHashMap<String, Object>();
    sound.put("alert", "distress/ward/hostile-%d/s1/1".formatted(random.nextInt(64)));
    sound.put("by", "x".repeat(random.nextInt(130)));
    sound.put(
        "at",
        Damage.oneOf(random, List.of("2026-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", 5)));
    return new UntimedRecord(topic, timeMs(random, nowMs), key(random), text(random, json(sound)));
  }

  /** Announcements of models that are not there. */
  static ProducerRecord<byte[], byte[]> model(RandomGenerator random, String topic, long nowMs) {
    var role = Damage.oneOf(random, List.of("live", "shadow", "dead"));
    var sound = new LinkedHashMap<String, Object>();
    sound.put("role", role);
    sound.put("model", Damage.oneOf(random, List.of("compact:9.9", "", "\n", "x".repeat(9_000))));
    sound.put("sha256", "0123456789abcdef".repeat(4));
    sound.put("bytes", Damage.end(random));
    sound.put("address", Damage.oneOf(random, ADDRESSES));
    sound.put("properties", Damage.oneOf(random, List.of(Map.of(), Map.of("labels", "x"), 5)));
    sound.put("publishedAt", "2026-01-01T00:00:00Z");
    var key = random.nextInt(3) == 0 ? key(random) : role.getBytes(UTF_8);
    return new UntimedRecord(topic, timeMs(random, nowMs), key, text(random, json(sound)));
  }

  private static byte[] text(RandomGenerator random, String sound) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> Damage.bytes(random, 300);
      case 2, 3 -> Damage.oneOf(random, NUMBERS_AND_WORDS).getBytes(UTF_8);
      case 4 -> sound.getBytes(UTF_8);
      default -> Damage.of(random, sound.getBytes(UTF_8));
    };
  }

  /** Never none: a topic that is compacted takes no record without a key. */
  private static byte[] key(RandomGenerator random) {
    return random.nextBoolean()
        ? Damage.bytes(random, 40)
        : "hostile-%d".formatted(random.nextInt(64)).getBytes(UTF_8);
  }

  private static long timeMs(RandomGenerator random, long nowMs) {
    return switch (random.nextInt(5)) {
      case 0 -> -1;
      case 1 -> Math.max(-1, Damage.end(random));
      default -> nowMs + random.nextInt(1_000);
    };
  }

  private static String json(Map<String, Object> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
