package io.tenor.trainer.onnx;

import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.InputWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes a model to disk once it has passed its checks. */
public final class ModelFile {

  private static final int BATCH = 8;
  private static final int ROUNDS = 40;

  private ModelFile() {}

  /**
   * What was written.
   *
   * @param bytes size of the file
   * @param difference largest difference of a probability from the trained network's
   * @param millisecondsPerWindow time of ONNX Runtime in batches of 8 on one thread
   */
  public record Written(long bytes, double difference, double millisecondsPerWindow) {}

  /**
   * Exports, checks and writes.
   *
   * @param file where to; its folder is made, and an older file is replaced only at the end
   * @param ensemble what was trained
   * @param metadata what the model says of itself
   * @param precision of its layers
   * @param windows what to check it with, at least 8
   * @throws IOException in one sentence, if ONNX Runtime's probabilities differ by more than {@link
   *     Precision#tolerance}, or the file cannot be written
   */
  public static Written write(
      Path file,
      Ensemble ensemble,
      ModelMetadata metadata,
      Precision precision,
      List<InputWindow> windows)
      throws IOException {
    byte[] model = NetworkExport.toOnnx(ensemble, metadata, precision);
    double difference = Parity.maxDifference(ensemble, metadata.temperature(), model, windows);
    if (!(difference <= precision.tolerance())) {
      throw new IOException(
          "%s is not written: ONNX Runtime's probabilities differ from the trained network's by %g, more than %g."
              .formatted(file, difference, precision.tolerance()));
    }
    replace(file, model);
    return new Written(model.length, difference, time(model, ensemble, windows));
  }

  /**
   * Writes a model that there is with other metadata; not a bit of what it computes changes.
   *
   * @param file where to, which may be where the model is
   * @param model the file that there is
   * @param metadata what it says of itself from now on; figures and version may differ from what it
   *     said
   * @throws IOException if the file cannot be read or written
   */
  public static void describeAnew(Path file, Path model, ModelMetadata metadata)
      throws IOException {
    replace(file, OnnxGraph.describedAnew(Files.readAllBytes(model), metadata.toProperties()));
  }

  private static void replace(Path file, byte[] model) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
    Files.write(partial, model);
    Files.move(
        partial, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static double time(byte[] model, Ensemble ensemble, List<InputWindow> windows) {
    List<InputWindow> batch = windows.subList(0, BATCH);
    long best = Long.MAX_VALUE;
    try (OnnxScorer scorer = new OnnxScorer(model, ensemble.bands(), ensemble.frames())) {
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        scorer.probabilities(batch);
        best = Math.min(best, System.nanoTime() - start);
      }
    }
    return best / 1e6 / BATCH;
  }
}
