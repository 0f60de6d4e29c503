package io.tenor.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class G711Test {

  @Test
  void everyCodeIsTheCodeOfItsSample() {
    for (int code = 0; code < 256; code++) {
      assertThat(G711.mulaw(G711.toMulaw(G711.mulaw((byte) code))))
          .isEqualTo(G711.mulaw((byte) code));
      assertThat(G711.alaw(G711.toAlaw(G711.alaw((byte) code)))).isEqualTo(G711.alaw((byte) code));
    }
  }

  @Test
  void aSampleIsWithinHalfAStepOfWhatItIsHeardAs() {
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      int magnitude = Math.abs(sample);
      int mulaw = Math.abs(G711.mulaw(G711.toMulaw((short) sample)) - sample);
      int alaw = Math.abs(G711.alaw(G711.toAlaw((short) sample)) - sample);
      // Sixteen steps in each doubling: half a step is a 32nd of its beginning.
      assertThat(mulaw)
          .as("mu-law of %d", sample)
          .isLessThanOrEqualTo(magnitude > 32_635 ? 644 : (magnitude + 132) / 32 + 1);
      assertThat(alaw)
          .as("A-law of %d", sample)
          .isLessThanOrEqualTo(Math.max(8, magnitude / 32 + 1));
    }
  }
}
