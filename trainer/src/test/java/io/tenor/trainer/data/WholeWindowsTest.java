package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.FunctionalsConfig;
import io.tenor.trainer.network.SensorMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WholeWindowsTest {

  private static final int BANDS = 4;
  private static final FrontEnd FRONT_END =
      new FrontEnd(16_000, 512, 400, 160, FrontEnd.Scale.MEL, BANDS, 50, 7_600, -100, 0, 10);
  private static final int SENSORS = 4;
  private static final int EACH = 3;

  @Test
  void theWindowsOfASensorHaveOneMicrophoneAndVoice() {
    // Given: recordings that differ in nothing, each at two speeds, and microphones that do
    LevelAugmentation microphones = new LevelAugmentation(5, 0, 0, 0, 0, 0);
    HistorySettings history = new HistorySettings(SensorMemory.standard(), 0.3, 4, 0, SENSORS);
    BatchSettings settings =
        new BatchSettings(
            SENSORS * EACH, Labels.count(), 0, 0, 0, 0, microphones, Optional.of(history));
    TrainingSet set = alike();

    // When
    float[] together = new WholeWindows(settings).open(set, 5).batch(0).levels();
    float[] apart = settings.open(set, 5).batch(0).levels();

    // Then
    Set<Float> heard = new HashSet<>();
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      Set<Float> own = levels(together, sensor);
      assertThat(own).as("sensor %d", sensor).hasSize(1);
      heard.addAll(own);
    }
    assertThat(heard).hasSize(SENSORS);
    assertThat(levels(apart, 0)).hasSize(EACH);
  }

  private static Set<Float> levels(float[] batch, int sensor) {
    int window = batch.length / (SENSORS * EACH);
    Set<Float> levels = new HashSet<>();
    for (int i = sensor * EACH * window; i < (sensor + 1) * EACH * window; i++) {
      levels.add(batch[i]);
    }
    return levels;
  }

  private static TrainingSet alike() {
    List<TrainingSet.Item> items = new ArrayList<>();
    for (int speaker = 0; speaker < SENSORS; speaker++) {
      for (int take = 0; take < EACH; take++) {
        items.add(
            new TrainingSet.Item(
                new Utterance(
                    speaker + "-" + take, "s" + speaker, "t", Emotion.FEAR, new short[800]),
                Labels.index(Emotion.FEAR),
                List.of(constant(100), constant(140))));
      }
    }
    return new TrainingSet(FRONT_END, items);
  }

  private static Columns constant(int level) {
    byte[] levels = new byte[BANDS * 12];
    Arrays.fill(levels, (byte) level);
    return new Columns(BANDS, levels);
  }

  @Test
  void nothingIsHiddenOrMixed() {
    // Given
    FunctionalsConfig network = FunctionalsConfig.standard(40, 198, 7);

    // When
    BatchSettings settings = WholeWindows.standard(32, network).settings();

    // Then
    assertThat(settings.mixupShare()).isZero();
    assertThat(settings.augmentation().masks()).isZero();
    assertThatThrownBy(() -> new WholeWindows(BatchSettings.standard(32, network)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither masked nor mixed");
    assertThatThrownBy(() -> WholeWindows.standard(32, CompactConfig.standard(40, 198, 7)))
        .as("a network without a past has no sensors")
        .isInstanceOf(IllegalArgumentException.class);
  }
}
