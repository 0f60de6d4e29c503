package io.tenor.streams.model;

import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.SensorNormalisation;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A small model that adapts to its sensor and compares features: what it says depends on how loud
 * the window is beside what the sensor said before, in every way in which a model may know that. It
 * recognises nobody's emotion.
 */
public final class ComparingOnnx {

  private static final FrontEnd FRONT_END = FrontEnd.compact();

  private ComparingOnnx() {}

  /** The file. */
  public static byte[] bytes() {
    float[] mean = new float[FRONT_END.bands()];
    float[] deviation = new float[FRONT_END.bands()];
    Arrays.fill(mean, 90);
    Arrays.fill(deviation, 30);
    var labels = Arrays.stream(Emotion.values()).map(Emotion::label).toList();
    var metadata =
        new ModelMetadata(
            "comparing",
            "1",
            labels,
            FRONT_END,
            Optional.of(new SensorNormalisation(mean, deviation, 300, 6_000)),
            Optional.of(
                new FeatureNormalisation(new float[] {100, 100}, new float[] {40, 40}, 2, 1_200)),
            1,
            0.2,
            "0".repeat(64),
            Map.of());
    return TinyOnnx.comparing(
        FRONT_END.bands(), FRONT_END.windowFrames(), labels.size(), metadata.toProperties());
  }
}
