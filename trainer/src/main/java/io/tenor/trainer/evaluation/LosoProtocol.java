package io.tenor.trainer.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.Weights;
import io.tenor.trainer.training.Training;
import io.tenor.trainer.training.TrainingProgress;
import io.tenor.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Leave one speaker out: for each speaker, train on all others and score that one.
 *
 * <p>Nothing is chosen on the held-out speaker: settings and number of steps are given beforehand,
 * and the bands' means and deviations are those of the training speakers. A finished fold is a file
 * in the work folder, an unfinished one a checkpoint, so that a killed run goes on where it was.
 */
public final class LosoProtocol {

  private final Network network;
  private final TrainingSettings settings;
  private final BatchSettings batchSettings;
  private final Path work;

  /** A finished fold, as kept in the work folder. */
  private record FoldFile(String run, List<Prediction> predictions) {}

  /**
   * Fixes the settings of all folds.
   *
   * @param network what is trained
   * @param settings how to train
   * @param batchSettings how batches are made
   * @param work folder for folds and checkpoints, made if missing
   */
  public LosoProtocol(
      Network network, TrainingSettings settings, BatchSettings batchSettings, Path work) {
    this.network = network;
    this.settings = settings;
    this.batchSettings = batchSettings;
    this.work = work;
  }

  /** What the run says about itself on its way. */
  public interface Listener extends Consumer<TrainingProgress> {
    /** A speaker's fold begins. */
    void foldStarts(String speaker);

    /** A speaker's predictions are there, just made or from an earlier run. */
    void foldDone(String speaker, List<Prediction> predictions, boolean kept);
  }

  /**
   * Runs the folds that are not done.
   *
   * @param set all utterances
   * @param dataSha256 their hash
   * @param speakers the speakers to hold out
   * @param stop asked after every step; true ends the run with its state kept
   * @param listener told about progress
   * @return the predictions of each speaker; empty if stopped
   * @throws IOException in one sentence, if the work folder cannot be used
   */
  public Optional<Map<String, List<Prediction>>> run(
      TrainingSet set,
      String dataSha256,
      List<String> speakers,
      BooleanSupplier stop,
      Listener listener)
      throws IOException {
    Files.createDirectories(work);
    Map<String, List<Prediction>> results = new TreeMap<>();
    for (String speaker : new TreeSet<>(speakers)) {
      String run = String.join("\n", describe(), dataSha256, speaker);
      Path file = work.resolve("fold-" + speaker + ".json");
      boolean kept = Files.exists(file);
      if (kept) {
        results.put(speaker, read(file, run));
      } else {
        listener.foldStarts(speaker);
        Path checkpoint = work.resolve("fold-" + speaker + ".checkpoint");
        Optional<Weights> weights =
            new Training(
                    network, settings, batchSettings, set.speakers(s -> !s.equals(speaker)), run)
                .train(checkpoint, true, stop, listener);
        if (weights.isEmpty()) {
          return Optional.empty();
        }
        TrainingSet heldOut = set.speakers(speaker::equals);
        results.put(speaker, UtteranceScorer.score(network, weights.get(), heldOut));
        write(file, new FoldFile(run, results.get(speaker)));
        Files.deleteIfExists(checkpoint);
      }
      listener.foldDone(speaker, results.get(speaker), kept);
    }
    return Optional.of(results);
  }

  /** Network and settings in words; folds of other settings are refused. */
  public String describe() {
    return describe(network, settings, batchSettings);
  }

  /** Network and settings in words: what a report's figures were measured with. */
  public static String describe(
      Network network, TrainingSettings settings, BatchSettings batchSettings) {
    return String.join("\n", network.toString(), settings.toString(), batchSettings.toString());
  }

  private static List<Prediction> read(Path file, String run) throws IOException {
    FoldFile fold;
    try {
      fold = new ObjectMapper().readValue(file.toFile(), FoldFile.class);
    } catch (IOException e) {
      throw new IOException(file + " is not a whole fold: remove it to run the fold again.", e);
    }
    if (!fold.run().equals(run)) {
      throw new IOException(
          file + " was made with other data or settings: give another --work, or remove it.");
    }
    return fold.predictions();
  }

  private static void write(Path file, FoldFile fold) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    new ObjectMapper().writeValue(partial.toFile(), fold);
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
