package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnStreamTest {
  private static final FrontEnd COMPACT = FrontEnd.compact();

  private static short[] noise(int samples, long seed) {
    var random = new Random(seed);
    short[] noise = new short[samples];
    for (int n = 0; n < samples; n++) {
      noise[n] = (short) Math.max(-32768, Math.min(32767, random.nextGaussian() * 4000));
    }
    return noise;
  }

  private static void keep(ByteArrayOutputStream out, byte[] column) {
    out.write(column, 0, column.length);
  }

  @Property(tries = 60)
  void anyChunkingGivesTheColumnsOfTheWhole(
      @ForAll @IntRange(min = 0, max = 30_000) int length,
      @ForAll @IntRange(min = 1, max = 15_000) int largestChunk,
      @ForAll long seed) {
    // Given
    short[] samples = noise(length, seed);
    var chunks = new Random(seed + 1);
    var stream = new ColumnStream(COMPACT);
    var out = new ByteArrayOutputStream();

    // When
    int columns = 0;
    for (int n = 0; n < length; ) {
      int chunk = Math.min(length - n, chunks.nextInt(largestChunk + 1));
      columns += stream.push(samples, n, chunk, column -> keep(out, column));
      n += chunk;
    }

    // Then
    assertThat(out.toByteArray()).isEqualTo(Spectrogram.levels(COMPACT, samples));
    assertThat(columns).isEqualTo(COMPACT.frames(length));
  }

  @Property(tries = 60)
  void aRestoredStreamContinuesWhereTheOtherStood(
      @ForAll @IntRange(min = 0, max = 5_000) int before, @ForAll long seed) {
    // Given
    short[] samples = noise(5_000, seed);
    var out = new ByteArrayOutputStream();
    var first = new ColumnStream(COMPACT);
    first.push(samples, 0, before, column -> keep(out, column));
    var second = new ColumnStream(COMPACT);
    second.push(samples, 0, 999, column -> {});

    // When
    short[] tail = first.tail();
    second.restore(tail);
    second.push(samples, before, samples.length - before, column -> keep(out, column));

    // Then
    assertThat(tail).hasSizeLessThan(COMPACT.frameSamples());
    assertThat(out.toByteArray()).isEqualTo(Spectrogram.levels(COMPACT, samples));
  }

  @Test
  void aResetStreamBeginsAnew() {
    // Given
    var stream = new ColumnStream(COMPACT);
    short[] samples = noise(1_000, 5);
    stream.push(noise(777, 4), 0, 777, column -> {});
    var out = new ByteArrayOutputStream();

    // When
    stream.reset();
    stream.push(samples, 0, samples.length, column -> keep(out, column));

    // Then
    assertThat(out.toByteArray()).isEqualTo(Spectrogram.levels(COMPACT, samples));
  }

  @Test
  void aTailOfAWholeFrameIsRefused() {
    assertThatThrownBy(() -> new ColumnStream(COMPACT).restore(new short[400]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A tail has fewer than 400 samples (one frame), this one has 400");
  }
}
