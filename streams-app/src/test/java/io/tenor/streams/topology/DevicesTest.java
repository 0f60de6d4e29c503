package io.tenor.streams.topology;

import static io.tenor.streams.topology.MonitorDriver.CHUNK;
import static io.tenor.streams.topology.MonitorDriver.START;
import static io.tenor.streams.topology.MonitorDriver.chunk;
import static io.tenor.streams.topology.MonitorDriver.voice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AudioHeaders;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.SensorStatus;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What devices do, on its way through the whole topology. */
class DevicesTest extends DrivenMonitor {

  DevicesTest() {
    super(SHIPPED);
  }

  private void pause(int from, int samples) {
    var headers = new RecordHeaders();
    headers.add(AudioHeaders.SESSION, "s1".getBytes(UTF_8));
    headers.add(AudioHeaders.FIRST_SAMPLE, Integer.toString(from).getBytes(UTF_8));
    headers.add(AudioHeaders.SILENCE, Integer.toString(samples).getBytes(UTF_8));
    monitor.driverAudio.pipeInput(
        new TestRecord<>("car-1".getBytes(UTF_8), null, headers, START.plusMillis(from / 16)));
  }

  @Test
  void aSensorThatSendsSpeechAloneIsHeardAndIsThere() {
    // Given: a second and a half of speech, and five of an announced pause
    var voice = voice("anger", 1);
    for (int i = 0; i < 6; i++) {
      monitor.driverAudio.pipeInput(chunk("car-1", "s1", i * CHUNK, voice.next(CHUNK)));
    }

    // When
    for (int i = 0; i < 5; i++) {
      pause(6 * CHUNK + i * 16_000, 16_000);
    }
    monitor.passTime();

    // Then
    var events = monitor.events.readValuesToList();
    assertThat(events).hasSize(8);
    assertThat(events.get(0).outcome()).isNotEqualTo(Outcome.SILENCE);
    assertThat(events.get(0).start()).isEqualTo(START);
    assertThat(events.get(0).end()).isBefore(START.plusMillis(1_500));
    assertThat(events.subList(1, 8))
        .extracting(EmotionEvent::outcome)
        .containsOnly(Outcome.SILENCE);
    assertThat(monitor.rejected.isEmpty()).isTrue();
    assertThat(monitor.stored(MonitorTopology.DUE)).isZero();
    assertThat(monitor.statuses.readValuesToList())
        .allSatisfy(status -> assertThat(status.gaps()).isZero());
  }

  @Test
  void aDeviceThatCountsAnewIsHeardWithOtherIds() {
    // Given
    var voice = voice("anger", 1);
    for (int i = 0; i < 20; i++) {
      monitor.driverAudio.pipeInput(chunk("car-1", "s1", i * CHUNK, voice.next(CHUNK)));
    }

    // When: it starts anew after a minute, in the same session
    for (int i = 0; i < 20; i++) {
      var again = chunk("car-1", "s1", i * CHUNK, voice.next(CHUNK));
      monitor.driverAudio.pipeInput(
          new TestRecord<>(
              again.key(),
              again.value(),
              again.headers(),
              START.plusSeconds(60).plusMillis(250L * i)));
    }
    monitor.passTime();

    // Then
    var events = monitor.events.readValuesToList();
    assertThat(events).hasSize(14).extracting(EmotionEvent::id).doesNotHaveDuplicates();
    assertThat(events.get(13).start()).isEqualTo(START.plusSeconds(63));
    var statuses = monitor.statuses.readValuesToList();
    assertThat(statuses.get(statuses.size() - 1).indexRestarts()).isEqualTo(1);
    assertThat(monitor.stored(MonitorTopology.HELD)).isZero();
  }

  @Test
  void twoDevicesWithOneIdAreToldAndOneIsHeard() {
    // When
    var one = voice("anger", 1);
    var other = voice("neutral", 2);
    for (int i = 0; i < 80; i++) {
      monitor.driverAudio.pipeInput(chunk("car-1", "s1", i * CHUNK, one.next(CHUNK)));
      monitor.driverAudio.pipeInput(chunk("car-1", "s2", i * CHUNK, other.next(CHUNK)));
    }
    monitor.passTime();

    // Then
    assertThat(monitor.events.readValuesToList()).hasSizeGreaterThan(30);
    assertThat(monitor.statuses.readValuesToList())
        .hasSizeLessThan(10)
        .extracting(SensorStatus::sharedId)
        .endsWith(true);
  }
}
