package io.tenor.benchmarks;

import io.tenor.benchmarks.report.Beside;
import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Outcome;
import io.tenor.schema.SensorContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an event costs to write and to read, beside a copy of its JSON. */
@State(Scope.Thread)
public class JsonBenchmark {

  private static final String TOPIC = "emotion.events";

  private final Serde<EmotionEvent> serde = EventSerdes.event();
  private EmotionEvent event;
  private byte[] json;
  private byte[] copy;

  /** An event with a probability of each emotion. */
  @Setup
  public void fill() {
    var probabilities = new LinkedHashMap<String, Double>();
    for (var emotion : Emotion.values()) {
      probabilities.put(emotion.label(), 0.142_857);
    }
    var start = Instant.ofEpochMilli(1_700_000_000_000L);
    event =
        new EmotionEvent(
            EmotionEvent.id(SensorContext.WARD, "bed-4", "morning", 160_000),
            "bed-4",
            SensorContext.WARD,
            "morning",
            160_000,
            start,
            start.plusMillis(1_995),
            Outcome.EMOTION,
            Emotion.ANGER.label(),
            0.142_857,
            probabilities,
            0.731_25,
            -31.4,
            -70.2,
            0,
            0,
            "compact:0.2.0",
            start.plusMillis(2_345));
    json = serde.serializer().serialize(TOPIC, event);
    copy = new byte[json.length];
  }

  /** The floor: the JSON, copied. */
  @Benchmark
  public byte[] copy() {
    System.arraycopy(json, 0, copy, 0, json.length);
    return copy;
  }

  /** From an event to its JSON. */
  @Benchmark
  @Beside("copy")
  public byte[] write() {
    return serde.serializer().serialize(TOPIC, event);
  }

  /** From its JSON to an event. */
  @Benchmark
  @Beside("copy")
  public EmotionEvent read() {
    return serde.deserializer().deserialize(TOPIC, json);
  }
}
