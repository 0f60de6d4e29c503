package io.tenor.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FunctionalsNetworkTest {

  private static final int BANDS = 8;
  private static final int COEFFICIENTS = 3;
  private static final int GROUPS = 4;
  private static final double CONTRAST = 0.8;
  private static final double SHARPNESS = 1.2;
  private static final FunctionalsConfig CONFIG =
      new FunctionalsConfig(BANDS, 28, 2, COEFFICIENTS, GROUPS, CONTRAST, SHARPNESS, 0, false);

  /** Statistics of the cepstra and their differences over all frames, or the loud, or the quiet. */
  private static final int TIMBRE = 2 * 3 * COEFFICIENTS;

  /** Statistics of the groups and their differences at the high ends, or at the low ones. */
  private static final int ENDS = 2 * 2 * GROUPS;

  private static final Offset<Float> CLOSE = within(2e-3f);

  /** A level of 100 is the mean of training, and 50 levels are a deviation. */
  private static final int MEAN = 100;

  private static final int DEVIATION = 50;

  private final Weights weights = weights();

  @BeforeAll
  static void oneThread() {
    Engines.useThreads(1);
  }

  private static Weights weights() {
    float[] mean = new float[BANDS];
    float[] deviation = new float[BANDS];
    Arrays.fill(mean, MEAN);
    Arrays.fill(deviation, DEVIATION);
    Weights weights =
        Weights.initial(
            NetworkPlan.of(CONFIG), new Normalisation(mean, deviation), new SplittableRandom(3));
    // What the emotion explains is RememberedFeaturesTest's: here it explains nothing.
    Arrays.fill(weights.array("emotion.explains.weight"), 0);
    return weights;
  }

  /** What is remembered of a window, before training: the functionals as they are. */
  private float[] functionals(byte[] levels) {
    InputWindow window =
        new InputWindow(levels, new float[2 * BANDS], new float[2 * CONFIG.features()]);
    try (NetworkForward forward = new NetworkForward(Ensemble.of(CONFIG, weights))) {
      return forward.score(List.of(window)).features()[0];
    }
  }

  /** Levels of bands and frames, {@code [bands][frames]}. */
  private interface Picture {
    double deviations(int band, int frame);
  }

  private static byte[] levels(Picture picture) {
    byte[] levels = new byte[BANDS * CONFIG.frames()];
    for (int band = 0; band < BANDS; band++) {
      for (int frame = 0; frame < CONFIG.frames(); frame++) {
        double level = MEAN + DEVIATION * picture.deviations(band, frame);
        levels[band * CONFIG.frames() + frame] = (byte) Math.round(level);
      }
    }
    return levels;
  }

  @Test
  void aSpectrumThatIsACosineHasOneCoefficient() {
    // Given: the second cosine of the transform, in every frame
    byte[] levels = levels((band, frame) -> Math.cos(Math.PI * 2 * (band + 0.5) / BANDS));

    // When: means of levels and differences, then deviations
    float[] all = functionals(levels);

    // Then
    assertThat(all[2]).isCloseTo((float) Math.sqrt(BANDS / 2.0), within(0.02f));
    for (int i : new int[] {0, 1, 3, 4, 5, 6, 7, 8}) {
      assertThat(all[i]).as("mean %d", i).isCloseTo(0, within(0.02f));
    }
    for (int i = 9; i < 18; i++) {
      assertThat(all[i]).as("deviation %d", i).isLessThan(0.01f);
    }
  }

  @Test
  void loudFramesWeighMoreAmongTheLoudAndQuietOnesAmongTheQuiet() {
    // Given: frames one deviation above the mean and below it in turn
    float[] all = functionals(levels((band, frame) -> frame % 2 == 0 ? 1 : -1));
    float height = (float) Math.sqrt(BANDS);
    float lean = (float) Math.tanh(CONTRAST);

    // Then: weights e^c and e^-c give the mean tanh(c) and the variance 1 - tanh(c)^2
    assertThat(all[0]).as("mean of all").isCloseTo(0, CLOSE);
    assertThat(all[3 * COEFFICIENTS]).as("deviation of all").isCloseTo(height, CLOSE);
    assertThat(all[TIMBRE]).isCloseTo(height * lean, CLOSE);
    assertThat(all[2 * TIMBRE]).isCloseTo(-height * lean, CLOSE);
    float spread = height * (float) Math.sqrt(1 - lean * lean);
    assertThat(all[TIMBRE + 3 * COEFFICIENTS]).isCloseTo(spread, CLOSE);
    assertThat(all[2 * TIMBRE + 3 * COEFFICIENTS]).isCloseTo(spread, CLOSE);
  }

  @Test
  void aGroupIsHeardAtItsOwnHighEndsAndAtItsLowOnes() {
    // Given: the lower half of the bands one deviation above the mean in every second frame, and
    // below it in between; the upper half the other way around, so that all frames are as loud
    float[] all =
        functionals(
            levels((band, frame) -> (frame % 2 == 0 ? 1 : -1) * (2 * band < BANDS ? 1 : -1)));
    float lean = (float) Math.tanh(SHARPNESS);
    float spread = (float) Math.sqrt(1 - lean * lean);
    int high = 3 * TIMBRE;
    int low = high + ENDS;

    // Then: no frame is louder than another, but each group has its own ends
    assertThat(all[0]).as("mean of all").isCloseTo(0, CLOSE);
    for (int group = 0; group < GROUPS; group++) {
      assertThat(all[high + group]).as("high end of %d", group).isCloseTo(lean, CLOSE);
      assertThat(all[low + group]).as("low end of %d", group).isCloseTo(-lean, CLOSE);
      assertThat(all[high + 2 * GROUPS + group]).as("its spread").isCloseTo(spread, CLOSE);
    }
  }

  @Test
  void theEndsOfAGroupsDifferencesAreItsRisesAndFalls() {
    // Given: a group that climbs steadily, a tenth of a deviation a frame, beside still ones
    float[] all = functionals(levels((band, frame) -> band < 2 ? 0.1 * (frame - 14) : 0));
    int high = 3 * TIMBRE;

    // Then: the slope of all frames is that of the rises and of the falls
    for (int end : new int[] {high, high + ENDS}) {
      assertThat(all[end + GROUPS]).as("slope").isCloseTo(0.5f, within(0.02f));
      assertThat(all[end + GROUPS + 1]).as("slope of another group").isCloseTo(0, CLOSE);
    }
  }

  @Test
  void theOrderOfLoudAndQuietLeavesNoTraceButInTheDifferences() {
    // Given: the same frames, in turn and in two halves
    float[] turns = functionals(levels((band, frame) -> frame % 2 == 0 ? 1 : -1));
    float[] halves = functionals(levels((band, frame) -> frame < 14 ? 1 : -1));

    // Then
    for (int i = 0; i < turns.length; i++) {
      boolean difference =
          i < 3 * TIMBRE
              ? i % (3 * COEFFICIENTS) >= COEFFICIENTS
              : (i - 3 * TIMBRE) % (2 * GROUPS) >= GROUPS;
      if (!difference) {
        assertThat(halves[i]).as("functional %d", i).isCloseTo(turns[i], CLOSE);
      }
    }
    assertThat(halves[9 + COEFFICIENTS]).isNotCloseTo(turns[9 + COEFFICIENTS], CLOSE);
  }

  @Test
  void itCostsNextToNothing() {
    // When
    FunctionalsConfig standard = FunctionalsConfig.standard(40, 198, 7);
    NetworkPlan plan = NetworkPlan.of(standard);

    // Then
    assertThat(standard.features()).isEqualTo(520);
    assertThat(plan.multiplyAdds()).isLessThan(1_500_000);
    assertThat(plan.trainedValues()).isLessThan(16_000);
  }

  @Test
  void whatCannotBeBuiltIsRefused() {
    assertThatThrownBy(() -> new FunctionalsConfig(8, 28, 2, 9, 4, 1, 1, 0, false))
        .hasMessage("coefficients must be 1 to the 8 bands, not 9");
    assertThatThrownBy(() -> new FunctionalsConfig(8, 9, 2, 3, 4, 1, 1, 0, false))
        .hasMessageContaining("more than 9 frames");
    assertThatThrownBy(() -> new FunctionalsConfig(8, 28, 2, 3, 4, 0, 1, 0, false))
        .hasMessageContaining("contrast and sharpness must be above 0");
    assertThatThrownBy(() -> new FunctionalsConfig(8, 28, 2, 3, 3, 1, 1, 0, false))
        .hasMessage("groups must divide the 8 bands, and not be 3");
  }
}
