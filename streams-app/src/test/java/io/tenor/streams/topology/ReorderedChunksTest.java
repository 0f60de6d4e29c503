package io.tenor.streams.topology;

import static io.tenor.streams.topology.MonitorDriver.CHUNK;
import static io.tenor.streams.topology.MonitorDriver.chunk;
import static io.tenor.streams.topology.MonitorDriver.speak;
import static io.tenor.streams.topology.MonitorDriver.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Chunks that do not come in the order in which they were captured. */
class ReorderedChunksTest extends DrivenMonitor {

  ReorderedChunksTest() {
    super(SHIPPED);
  }

  @Test
  void chunksThatOvertookEachOtherGiveTheEventsOfTheirOrder() {
    // Given
    var voice = voice("anger", 1);
    var chunks = new ArrayList<TestRecord<byte[], byte[]>>();
    for (int i = 0; i < 20; i++) {
      chunks.add(chunk("a", "s1", i * CHUNK, voice.next(CHUNK)));
    }
    var mixed = new ArrayList<>(chunks);
    Collections.swap(mixed, 3, 4);
    Collections.rotate(mixed.subList(9, 14), 1);

    // When
    chunks.forEach(monitor.wardAudio::pipeInput);
    mixed.forEach(monitor.driverAudio::pipeInput);
    monitor.passTime();

    // Then
    var heard =
        monitor.events.readValuesToList().stream()
            .collect(
                Collectors.groupingBy(
                    EmotionEvent::context,
                    Collectors.mapping(
                        event -> event.firstSample() + " " + event.probabilities(),
                        Collectors.toList())));
    assertThat(heard.get(SensorContext.DRIVER)).hasSize(7).isEqualTo(heard.get(SensorContext.WARD));
    assertThat(monitor.stored(MonitorTopology.HELD)).isZero();
  }

  @Test
  void whatASensorSaidLastIsHeardThoughAChunkBeforeItNeverCame() {
    // Given: 0.1 s are missing at 2 s, and after 3.6 s nothing comes any more
    var voice = voice("anger", 1);
    speak(monitor.driverAudio, "car-1", voice, 8);
    for (int from = 33_600; from < 57_600; from += CHUNK) {
      monitor.driverAudio.pipeInput(chunk("car-1", "s1", from, voice.next(CHUNK)));
    }
    monitor.passTime();
    assertThat(monitor.events.readValuesToList()).hasSize(1);
    assertThat(monitor.stored(MonitorTopology.HELD)).isEqualTo(6);

    // When: the brokers are away for long, nothing is given up
    monitor.inTouch = false;
    monitor.passTime(AudioInput.LOST.multipliedBy(2));
    assertThat(monitor.stored(MonitorTopology.HELD)).isEqualTo(6);

    // When: they are there, and the sensor says nothing
    monitor.inTouch = true;
    monitor.passTime(AudioInput.LOST);
    monitor.passTime();

    // Then
    assertThat(monitor.events.readValuesToList())
        .extracting(EmotionEvent::firstSample)
        .containsExactly(8_000L, 16_000L, 24_000L);
    assertThat(monitor.stored(MonitorTopology.HELD)).isZero();
  }
}
