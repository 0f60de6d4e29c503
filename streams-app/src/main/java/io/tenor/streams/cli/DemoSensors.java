package io.tenor.streams.cli;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.demo.Board;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.sensor.AudioSource;
import io.tenor.streams.sensor.SensorSettings;
import io.tenor.streams.sensor.SensorStream;
import io.tenor.streams.window.TimelineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The sensors of the demo: drivers and patients in turn, all at 16 kHz, in real time. */
final class DemoSensors implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(5);

  private final TimelineSettings timeline;
  private final Producer<byte[], byte[]> producer;
  private final List<SensorStream> streams = new ArrayList<>();
  private long startNanos;

  DemoSensors(
      Map<String, String> client,
      Topics topics,
      List<AudioSource> sources,
      Board board,
      TimelineSettings timeline) {
    this.timeline = timeline;
    var config = new HashMap<String, Object>(client);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    var clock = Clock.systemUTC();
    var session = SensorSettings.sessionOf(clock);
    var contexts = SensorContext.values();
    for (int i = 0; i < sources.size(); i++) {
      var context = contexts[i % contexts.length];
      var id = (context == SensorContext.DRIVER ? "car-" : "bed-") + (i / contexts.length + 1);
      board.expect(context, id);
      var settings =
          new SensorSettings(
              new SensorKey(context, id),
              topics.audio(context),
              session,
              SensorSettings.DEFAULT_CHUNK,
              SensorSettings.Pace.REALTIME,
              Optional.empty());
      streams.add(new SensorStream(settings, sources.get(i), producer, clock));
    }
  }

  void start() {
    startNanos = System.nanoTime();
    streams.forEach(SensorStream::start);
  }

  /** Stops them and waits until everything is sent. */
  void stop() throws InterruptedException {
    streams.forEach(SensorStream::stop);
    for (var stream : streams) {
      if (!stream.await(STOP)) {
        return;
      }
    }
  }

  /** Time since the start, zero before it. */
  Duration elapsed() {
    return startNanos == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Audio sent, all sensors together. */
  Duration audio() {
    return streams.stream().map(SensorStream::audio).reduce(Duration.ZERO, Duration::plus);
  }

  /** Complete windows in the audio sent. */
  long windows() {
    return streams.stream().mapToLong(stream -> windows(stream.audio())).sum();
  }

  private long windows(Duration audio) {
    return timeline.windowsIn(
        audio.toNanos() * timeline.frontEnd().sampleRateHz() / 1_000_000_000L);
  }

  /** Why a sensor ended, if one has. */
  Optional<RuntimeException> failure() {
    return streams.stream().flatMap(stream -> stream.failure().stream()).findFirst();
  }

  @Override
  public void close() {
    streams.forEach(SensorStream::stop);
    producer.close(STOP);
  }
}
