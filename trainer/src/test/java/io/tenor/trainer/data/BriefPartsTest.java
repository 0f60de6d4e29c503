package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BriefPartsTest {

  private static final int BANDS = ToyCorpus.FRONT_END.bands();

  /** Columns whose levels tell their place; the first of two halves is silent. */
  private static Columns columns(int frames) {
    byte[] levels = new byte[frames * BANDS];
    for (int frame = frames / 2; frame < frames; frame++) {
      Arrays.fill(levels, frame * BANDS, (frame + 1) * BANDS, (byte) (frame % 100 + 100));
    }
    return new Columns(BANDS, levels);
  }

  @Test
  void aPartIsAStretchOfTheRecordingAndSeldomItsPause() {
    // Given
    Columns whole = columns(600);
    SplittableRandom random = new SplittableRandom(2);
    int silent = 0;
    for (int i = 0; i < 300; i++) {
      // When
      BriefParts.Part part = BriefParts.draw(whole, random);

      // Then
      int frames = part.columns().frames();
      assertThat(frames).isBetween(50, 160);
      assertThat(part.columns().levels())
          .isEqualTo(whole.levels(part.start(), part.start() + frames));
      silent += part.start() + frames <= 300 ? 1 : 0;
    }
    assertThat(silent).as("parts of silence alone, of 300").isLessThan(60);
  }

  @Test
  void aRecordingThatIsShorterIsHeardWhole() {
    Columns word = columns(40);
    BriefParts.Part part = BriefParts.draw(word, new SplittableRandom(2));
    assertThat(part.start()).isZero();
    assertThat(part.columns()).isSameAs(word);
  }
}
