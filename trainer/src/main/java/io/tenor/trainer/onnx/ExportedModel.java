package io.tenor.trainer.onnx;

import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** A model's file, opened to be measured: all that is known of it is what it says of itself. */
public final class ExportedModel implements AutoCloseable {

  private final ModelMetadata metadata;
  private final String sha256;
  private final OnnxScorer scorer;

  private ExportedModel(ModelMetadata metadata, String sha256, OnnxScorer scorer) {
    this.metadata = metadata;
    this.sha256 = sha256;
    this.scorer = scorer;
  }

  /**
   * Opens a file.
   *
   * @throws IOException in one sentence, if there is none or it is no model of ours
   */
  public static ExportedModel open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "There is no model %s: give a file that `train` wrote.".formatted(file));
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      ModelMetadata metadata = metadata(bytes);
      FrontEnd frontEnd = metadata.frontEnd();
      return new ExportedModel(
          metadata,
          sha256(bytes),
          new OnnxScorer(bytes, frontEnd.bands(), frontEnd.windowFrames()));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s is no model that `train` wrote: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static ModelMetadata metadata(byte[] bytes) {
    // The size of its input is among what it says.
    try (OnnxScorer unsized = new OnnxScorer(bytes, 0, 0)) {
      ModelMetadata metadata = ModelMetadata.parse(unsized.properties());
      for (String label : metadata.labels()) {
        if (Emotion.ofLabel(label).isEmpty()) {
          throw new IllegalArgumentException(
              "its label '%s' is none of the seven emotions.".formatted(label));
        }
      }
      if (metadata.comparison().isPresent() && metadata.adaptation().isEmpty()) {
        throw new IllegalArgumentException(
            "it compares features, but does not adapt to its sensor's levels.");
      }
      Set<String> promised = inputs(metadata);
      if (!unsized.inputs().equals(promised)) {
        throw new IllegalArgumentException(
            "it asks for %s, its properties promise %s."
                .formatted(String.join(", ", unsized.inputs()), String.join(", ", promised)));
      }
      return metadata;
    }
  }

  private static Set<String> inputs(ModelMetadata metadata) {
    Set<String> inputs = new TreeSet<>(Set.of(ModelMetadata.INPUT));
    if (metadata.adaptation().isPresent()) {
      inputs.add(ModelMetadata.STATISTICS);
    }
    if (metadata.comparison().isPresent()) {
      inputs.add(ModelMetadata.PAST);
    }
    return inputs;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What it says of itself. */
  public ModelMetadata metadata() {
    return metadata;
  }

  /** Hash of the file: 64 lower-case hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /** Runs it. */
  public OnnxScorer scorer() {
    return scorer;
  }

  @Override
  public void close() {
    scorer.close();
  }
}
