package io.tenor.streams.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.sensor.CaptureTimeline.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CaptureTimelineTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void aChangeOfTheSampleRateBeginsASessionWhereTheLastOneEnded() {
    // Given
    var timeline = new CaptureTimeline("s", START);
    timeline.add(block(16_000, 8_000));
    timeline.add(block(16_000, 4_000));
    // When
    Stamp other = timeline.add(block(44_100, 441));
    Stamp next = timeline.add(block(44_100, 441));
    Stamp back = timeline.add(block(16_000, 16));
    // Then
    assertThat(other).isEqualTo(new Stamp("s-2", 0, START.plusMillis(750), Duration.ofMillis(760)));
    assertThat(next)
        .isEqualTo(new Stamp("s-2", 441, START.plusMillis(760), Duration.ofMillis(770)));
    assertThat(back).isEqualTo(new Stamp("s-3", 0, START.plusMillis(770), Duration.ofMillis(771)));
  }

  @Property(tries = 200)
  void howTheSamplesAreCutDoesNotMoveThem(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 9_999) Integer> lengths) {
    // Given
    var cut = new CaptureTimeline("s", START);
    int total = 0;
    Stamp last = null;
    // When
    for (int length : lengths) {
      last = cut.add(block(22_050, length));
      assertThat(last.firstSample()).isEqualTo(total);
      total += length;
    }
    // Then
    Stamp whole = new CaptureTimeline("s", START).add(block(22_050, total));
    assertThat(last.end()).isEqualTo(whole.end());
  }

  @Test
  void whatIsMissingIsNoAudio() {
    // Given
    var timeline = new CaptureTimeline("s", START);
    timeline.add(block(16_000, 8_000));
    // When
    timeline.follow(block(16_000, 4_000), START.plusMillis(1_500));
    Stamp after = timeline.add(block(16_000, 4_000));
    Stamp other = timeline.add(block(8_000, 80));
    // Then
    assertThat(after)
        .isEqualTo(new Stamp("s", 24_000, START.plusMillis(1_500), Duration.ofMillis(750)));
    assertThat(other)
        .isEqualTo(new Stamp("s-2", 0, START.plusMillis(1_750), Duration.ofMillis(760)));
  }

  private static AudioBlock block(int rate, int samples) {
    return new AudioBlock(rate, new short[samples]);
  }
}
