package io.tenor.trainer.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * How a training went.
 *
 * @param points in the order of the steps
 */
public record LearningCurve(List<Point> points) {

  /**
   * A look at the network on its way.
   *
   * @param epoch passes over the training utterances
   * @param step batches done
   * @param loss mean training loss of a window since the point before
   * @param accuracy share of training windows recognised since the point before, augmented as they
   *     were
   * @param validationLoss mean of minus the logarithm of the acted label's probability
   * @param validationAccuracy share of the validation utterances recognised
   * @param validationUar unweighted average recall of the validation utterances
   */
  public record Point(
      int epoch,
      int step,
      double loss,
      double accuracy,
      double validationLoss,
      double validationAccuracy,
      double validationUar) {}

  /** Copies the list. */
  public LearningCurve {
    points = List.copyOf(points);
  }

  /** The points up to a step. */
  public LearningCurve until(int step) {
    return new LearningCurve(points.stream().filter(point -> point.step() <= step).toList());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @return a curve without points if there is no such file
   * @throws IOException in one sentence, if it is no curve
   */
  public static LearningCurve read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new LearningCurve(List.of());
    }
    try {
      return new ObjectMapper().readValue(file.toFile(), LearningCurve.class);
    } catch (IOException e) {
      throw new IOException(file + " is not a whole learning curve: remove it.", e);
    }
  }

  /** Writes the curve as JSON, replacing an older one only when it is complete. */
  public void write(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(partial.toFile(), this);
    Files.move(
        partial, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
