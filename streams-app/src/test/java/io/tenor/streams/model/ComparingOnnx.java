package io.tenor.streams.model;

import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.SensorNormalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    return bytes("1", 90);
  }

  /** The same network of another version, whose training set was as loud as this mean level. */
  public static byte[] bytes(String version, float meanLevel) {
    return bytes(version, meanLevel, 0);
  }

  /** The same network of version 2 whose labels are others: it says something else of a window. */
  public static byte[] contradicting() {
    return bytes("2", 90, 1);
  }

  private static byte[] bytes(String version, float meanLevel, int rotation) {
    float[] mean = new float[FRONT_END.bands()];
    float[] deviation = new float[FRONT_END.bands()];
    Arrays.fill(mean, meanLevel);
    Arrays.fill(deviation, 30);
    var labels = new ArrayList<>(Arrays.stream(Emotion.values()).map(Emotion::label).toList());
    Collections.rotate(labels, rotation);
    var metadata =
        new ModelMetadata(
            "comparing",
            version,
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

  /** A model of windows that are cut otherwise. */
  public static byte[] ofAnotherFrontEnd() {
    var labels = Arrays.stream(Emotion.values()).map(Emotion::label).toList();
    var frontEnd = FrontEnd.paper(128);
    var metadata =
        new ModelMetadata(
            "tiny",
            "1",
            labels,
            frontEnd,
            Optional.empty(),
            Optional.empty(),
            1,
            0.2,
            "0".repeat(64),
            Map.of());
    return TinyOnnx.model(
        frontEnd.bands(), frontEnd.windowFrames(), labels.size(), metadata.toProperties());
  }
}
