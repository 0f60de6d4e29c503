package io.tenor.streams.replay;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sensors that talk for half a minute, with all that happens to sensors. */
final class LiveTalk {

  /** By how much a sensor's clock is wrong. */
  static final Duration AHEAD = Duration.ofHours(1);

  private static final int RATE = 16_000;
  private static final int CHUNK = 4_000;

  private LiveTalk() {}

  /** What they send when they begin to speak at this time, in the order of each sensor. */
  static List<ProducerRecord<byte[], byte[]>> of(Topics topics, Instant start) {
    long startMs = start.toEpochMilli();
    var ward = topics.audio(SensorContext.WARD);
    var driver = topics.audio(SensorContext.DRIVER);
    var all = new ArrayList<ProducerRecord<byte[], byte[]>>();
    // One that speaks on and on, in other moods.
    all.addAll(chunks(ward, "bed-1", "s1", startMs, voice(1, "anger", "sadness", "fear")));
    // One that is quiet for seven seconds, and then is back in another session.
    all.addAll(chunks(ward, "bed-2", "s1", startMs, voice(2, "happiness")));
    all.addAll(chunks(ward, "bed-2", "s2", startMs + 15_000, voice(3, "anger")));
    // One of which a chunk is missing, one comes twice and two change places.
    var messy = chunks(driver, "car-1", "s1", startMs + 130, voice(4, "neutral", "anger"));
    messy.remove(20);
    messy.add(30, messy.get(29));
    messy.add(41, messy.remove(40));
    // One whose clock is an hour ahead.
    all.addAll(
        chunks(driver, "car-2", "s1", startMs + AHEAD.toMillis(), voice(5, "fear", "boredom")));
    all.addAll(messy);
    return all;
  }

  private static short[] voice(int seed, String... moods) {
    int length = 8 * RATE;
    short[] samples = new short[moods.length * length];
    for (int i = 0; i < moods.length; i++) {
      var voice = new VoiceSynthesizer(VoiceProfile.of(moods[i]), seed + i).next(length);
      System.arraycopy(voice, 0, samples, i * length, length);
    }
    return samples;
  }

  private static List<ProducerRecord<byte[], byte[]>> chunks(
      String topic, String sensor, String session, long startMs, short[] samples) {
    var chunks = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int from = 0; from < samples.length; from += CHUNK) {
      chunks.add(
          AudioRecords.of(
              topic,
              sensor,
              session,
              startMs,
              from,
              Arrays.copyOfRange(samples, from, Math.min(samples.length, from + CHUNK))));
    }
    return chunks;
  }

  /** Sends each record when its audio has been captured, of sensors with a wrong clock too. */
  static void send(TestKafka kafka, List<ProducerRecord<byte[], byte[]>> records, Instant start) {
    var due = new TreeMap<Long, List<ProducerRecord<byte[], byte[]>>>();
    long startMs = start.toEpochMilli();
    for (var record : records) {
      long sinceMs = Math.floorMod(record.timestamp() - startMs, AHEAD.toMillis());
      due.computeIfAbsent(sinceMs + 250, ms -> new ArrayList<>()).add(record);
    }
    var config = Patience.client(kafka.client());
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      due.forEach(
          (ms, now) -> {
            Patience.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !Instant.now().isBefore(start.plusMillis(ms)));
            now.forEach(
                record -> {
                  var unused = producer.send(record);
                });
          });
    }
  }
}
