package io.tenor.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RememberedFeaturesTest {

  private static final int LABELS = 3;
  private static final int CALM = 1;
  private static final CompactConfig CONFIG =
      new CompactConfig(14, 24, LABELS, SensorPast.FEATURES, 3, List.of(16, 16), 16, 16, 0);

  private final RandomGenerator random = new SplittableRandom(3);
  private final Weights weights =
      Weights.initial(NetworkPlan.of(CONFIG), new Normalisation(new float[14], ones(14)), random);
  private final byte[] levels = new byte[CONFIG.bands() * CONFIG.frames()];

  RememberedFeaturesTest() {
    // What the emotion explains is left to each test; the windows alone are heard as nothing.
    for (String name : List.of("emotion.weight", "emotion.bias", "emotion.explains.weight")) {
      Arrays.fill(weights.array(name), 0);
    }
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) random.nextInt(256);
    }
  }

  @BeforeAll
  static void oneThread() {
    Engines.useThreads(1);
  }

  @Test
  void whatTheHeardEmotionExplainsIsNotRemembered() {
    // Given: all is heard as calm, and calm explains so much of each feature
    float[] all = remembered(past(0));
    weights.array("emotion.bias")[CALM] = 100;
    float[] explained = weights.array("emotion.explains.weight");
    for (int feature = 0; feature < CONFIG.features(); feature++) {
      explained[feature * LABELS + CALM] = 0.25f * feature;
      explained[feature * LABELS] = 50;
    }

    // When
    float[] kept = remembered(past(0));

    // Then
    assertThat(kept).hasSize(CONFIG.features());
    for (int feature = 0; feature < kept.length; feature++) {
      assertThat(kept[feature]).isCloseTo(all[feature] - 0.25f * feature, within(1e-4f));
    }
  }

  @Test
  void whatIsRememberedDoesNotDependOnThePastButTheAnswerDoes() {
    NetworkForward.Outputs fresh = outputs(past(0));
    NetworkForward.Outputs later = outputs(past(2));
    assertThat(later.features()[0]).containsExactly(fresh.features()[0]);
    assertThat(later.logits()[0]).isNotEqualTo(fresh.logits()[0]);
  }

  private float[] remembered(float[] past) {
    return outputs(past).features()[0];
  }

  private NetworkForward.Outputs outputs(float[] past) {
    float[] statistics = new float[2 * CONFIG.bands()];
    Arrays.fill(statistics, CONFIG.bands(), statistics.length, 1);
    InputWindow window = new InputWindow(levels, statistics, past);
    try (NetworkForward forward = new NetworkForward(Ensemble.of(CONFIG, weights))) {
      return forward.score(List.of(window));
    }
  }

  /** Mean and variance 1 of each feature. */
  private static float[] past(float mean) {
    float[] past = ones(2 * CONFIG.features());
    Arrays.fill(past, 0, CONFIG.features(), mean);
    return past;
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
