package io.tenor.streams.evaluate.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SensorAudioTest {

  private static final SensorKey BED = new SensorKey(SensorContext.WARD, "bed-1");
  private static final int RATE = 16_000;

  private static AudioChunk chunk(OptionalLong first, long captureMs, int length) {
    return new AudioChunk(BED, "s1", first, captureMs, RATE, new short[length]);
  }

  @Property(tries = 300)
  void whatIsHeardAndWhatIsMissingIsThatOfASetOfSamples(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 20) Integer> places) {
    // Given
    var audio = new SensorAudio();
    var there = new BitSet();
    int first = places.get(0);

    // When: chunks of 1600 samples at any places from the first one on
    for (int place : places) {
      int at = 1_600 * Math.max(first, place) / 2;
      audio.add(chunk(OptionalLong.of(at), 1_000 + at / 16, 1_600));
      there.set(at, at + 1_600);
    }

    // Then
    int begin = there.nextSetBit(0);
    assertThat(audio.heardMs()).isCloseTo(there.cardinality() / 16.0, within(1e-6));
    assertThat(audio.missingMs())
        .isEqualTo((there.length() - begin - there.cardinality()) * 1_000L / RATE);
    assertThat(audio.cutOffMs()).isEqualTo(begin * 1_000L / RATE);
  }

  @Test
  void withoutIndicesCaptureTimesTell() {
    // Given
    var audio = new SensorAudio();

    // When: the second is 90 ms late, the third a second and a half
    audio.add(chunk(OptionalLong.empty(), 10_000, 4_000));
    audio.add(chunk(OptionalLong.empty(), 10_340, 4_000));
    audio.add(chunk(OptionalLong.empty(), 12_000, 4_000));

    // Then
    assertThat(audio.gaps()).isEqualTo(1);
    assertThat(audio.missingMs()).isEqualTo(1_500);
    assertThat(audio.heardMs()).isEqualTo(750);
    assertThat(audio.lastMs()).isEqualTo(12_250);
  }

  @Test
  void sessionsAreCountedApart() {
    // Given
    var audio = new SensorAudio();

    // When
    audio.add(chunk(OptionalLong.of(0), 0, RATE));
    audio.add(new AudioChunk(BED, "s2", OptionalLong.of(2 * RATE), 60_000, RATE, new short[RATE]));

    // Then
    assertThat(audio.sessions()).isEqualTo(2);
    assertThat(audio.gaps()).isZero();
    assertThat(audio.cutOffMs()).isEqualTo(2_000);
  }
}
