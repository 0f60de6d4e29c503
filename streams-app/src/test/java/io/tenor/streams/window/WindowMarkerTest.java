package io.tenor.streams.window;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowMarkerTest {

  private static final WindowId ID =
      new WindowId(
          Chunks.SENSOR,
          "s1",
          3,
          150,
          24_000,
          1_700_000_001_500L,
          1_700_000_003_495L,
          new WindowQuality(40, 20, -31.25, -60.5));

  @Property
  void aMarkerIsReadAsItWasWritten(
      @ForAll @DoubleRange(min = 0, max = 1) double share, @ForAll @Size(max = 80) float[] past) {
    // When
    var read =
        WindowMarker.decode(new WindowMarker(ID, share, past, -7, true).encode()).orElseThrow();

    // Then
    assertThat(read.id()).isEqualTo(ID);
    assertThat(read.speechShare()).isEqualTo(share);
    assertThat(read.statistics()).isEqualTo(past);
    assertThat(read.history()).isEqualTo(-7);
    assertThat(read.fresh()).isTrue();
  }

  @Test
  void aMarkerOfAnotherVersionIsNotUsed() {
    // Given
    byte[] bytes = new WindowMarker(ID, 0.5, new float[0], 0, false).encode();
    bytes[0] = 1;

    // Then
    assertThat(WindowMarker.decode(bytes)).isEmpty();
  }
}
