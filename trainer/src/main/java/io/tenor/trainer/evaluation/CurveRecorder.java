package io.tenor.trainer.evaluation;

import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.training.Epoch;
import io.tenor.trainer.training.TrainingListener;
import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets a network in training hear the validation utterances from time to time, and keeps what came
 * of it in a file. Nothing is chosen by it.
 */
public final class CurveRecorder implements TrainingListener {

  private final Network network;
  private final Normalisation normalisation;
  private final TrainingSet validation;
  private final Path file;
  private final int epochsPerPoint;
  private final Consumer<TrainingProgress> progress;
  private final Consumer<LearningCurve.Point> points;
  private LearningCurve curve = new LearningCurve(List.of());

  /**
   * Prepares to record.
   *
   * @param network what is trained
   * @param normalisation of the training utterances
   * @param validation utterances that it is not trained on
   * @param file where the curve is kept
   * @param epochsPerPoint passes over the training utterances from one point to the next
   * @param progress told how far the training is
   * @param points told each new point
   */
  public CurveRecorder(
      Network network,
      Normalisation normalisation,
      TrainingSet validation,
      Path file,
      int epochsPerPoint,
      Consumer<TrainingProgress> progress,
      Consumer<LearningCurve.Point> points) {
    this.network = network;
    this.normalisation = normalisation;
    this.validation = validation;
    this.file = file;
    this.epochsPerPoint = epochsPerPoint;
    this.progress = progress;
    this.points = points;
  }

  @Override
  public void accept(TrainingProgress now) {
    progress.accept(now);
  }

  @Override
  public int epochsPerPoint() {
    return epochsPerPoint;
  }

  @Override
  public void begins(int step) throws IOException {
    // What came after the checkpoint is done again.
    curve = step == 0 ? new LearningCurve(List.of()) : LearningCurve.read(file).until(step);
  }

  @Override
  public void epochEnds(Epoch epoch) throws IOException {
    List<Prediction> heard;
    try (UtteranceScorer scorer =
        new UtteranceScorer(Ensemble.of(network, epoch.weights().get()), normalisation)) {
      heard = scorer.alone(validation);
    }
    ConfusionMatrix matrix = Answers.matrix(heard, network.labels());
    LearningCurve.Point point =
        new LearningCurve.Point(
            epoch.number(),
            epoch.step(),
            epoch.loss(),
            epoch.accuracy(),
            loss(heard),
            matrix.accuracy(),
            matrix.unweightedAverageRecall());
    List<LearningCurve.Point> longer = new ArrayList<>(curve.points());
    longer.add(point);
    curve = new LearningCurve(longer);
    curve.write(file);
    points.accept(point);
  }

  private static double loss(List<Prediction> heard) {
    return heard.stream()
        .mapToDouble(p -> -Math.log(Math.max(Float.MIN_VALUE, p.posterior(1)[p.label()])))
        .average()
        .orElseThrow();
  }
}
