package io.tenor.streams.monitor;

import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.RunningFeatureStatistics;
import io.tenor.spectrogram.SensorHistory;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.spectrogram.VoiceActivity;
import io.tenor.streams.model.ModelBatch;
import io.tenor.streams.model.OnnxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One sensor's windows scored without topology, timeline or batches: what the monitor has to agree
 * with. A model that adapts gets the statistics of what this sensor was given before, and one that
 * compares features those of what it pooled of it.
 */
public final class DirectScore {

  private static final int HOP = 8_000;

  private final VoiceActivity voiceActivity;
  private final Optional<SensorHistory> history;
  private OnnxModel model;
  private Optional<RunningFeatureStatistics> pooled;
  private ModelBatch input;

  /** A sensor that has not been heard. */
  public DirectScore(OnnxModel model) {
    ModelMetadata metadata = model.metadata();
    this.voiceActivity = new VoiceActivity(metadata.frontEnd());
    this.history =
        metadata.adaptation().map(prior -> new SensorHistory(metadata.frontEnd(), prior));
    goOnWith(model);
  }

  /** What another model pooled means nothing to this one. */
  private void goOnWith(OnnxModel next) {
    model = next;
    pooled = next.metadata().comparison().map(RunningFeatureStatistics::new);
    input = next.newBatch(1);
  }

  /**
   * What is said of a window.
   *
   * @param label an emotion, {@code unknown} or {@code silence}
   * @param probabilities in the model's order; empty for silence
   */
  public record Score(String label, List<Float> probabilities) {}

  /** The labels that a sensor not heard before gets. */
  static List<String> labels(OnnxModel model, short[] samples) {
    return new DirectScore(model).run(samples).stream().map(Score::label).toList();
  }

  /** How many windows so many samples have. */
  public static int windows(OnnxModel model, int samples) {
    int window = model.metadata().frontEnd().windowSamples();
    return samples < window ? 0 : (samples - window) / HOP + 1;
  }

  /** Scores the windows of an unbroken run, straight from the array. */
  public List<Score> run(short[] samples) {
    return run(samples, window -> model);
  }

  /**
   * The same, each window with a model of its own.
   *
   * @param models by the number of the window; all with the front end and the history of the first
   */
  public List<Score> run(short[] samples, IntFunction<OnnxModel> models) {
    var frontEnd = model.metadata().frontEnd();
    var starts = new ArrayList<Integer>();
    for (int from = 0; from + frontEnd.windowSamples() <= samples.length; from += HOP) {
      starts.add(from);
    }
    var pasts = pasts(samples, starts);
    var scores = new ArrayList<Score>();
    for (int i = 0; i < starts.size(); i++) {
      if (!models.apply(i).equals(model)) {
        goOnWith(models.apply(i));
      }
      int from = starts.get(i);
      var window = Arrays.copyOfRange(samples, from, from + frontEnd.windowSamples());
      scores.add(score(Spectrogram.levels(frontEnd, window), pasts.get(i)));
    }
    return scores;
  }

  private List<float[]> pasts(short[] samples, List<Integer> starts) {
    var frontEnd = model.metadata().frontEnd();
    int[] columns = starts.stream().mapToInt(from -> from / frontEnd.hopSamples()).toArray();
    return history
        .map(
            past ->
                past.hear(Spectrogram.levels(frontEnd, samples), columns).stream()
                    .map(SensorHistory.Heard::statistics)
                    .toList())
        .orElseGet(() -> starts.stream().map(from -> new float[0]).toList());
  }

  private Score score(byte[] columns, float[] past) {
    var frontEnd = model.metadata().frontEnd();
    if (!voiceActivity.isSpeech(voiceActivity.speechShare(columns, 0, frontEnd.windowFrames()))) {
      return new Score("silence", List.of());
    }
    if (!voiceActivity.standsOut(voiceActivity.prominenceDb(columns, 0, frontEnd.windowFrames()))) {
      int labels = model.metadata().labels().size();
      return new Score("unknown", Collections.nCopies(labels, 1f / labels));
    }
    input.set(
        0, columns, past, pooled.map(RunningFeatureStatistics::row).orElseGet(() -> new float[0]));
    var output = model.run(input, 1);
    var posterior = output.probabilities()[0];
    pooled.ifPresent(before -> before.add(output.features()[0]));
    int best = 0;
    var probabilities = new ArrayList<Float>();
    for (int i = 0; i < posterior.length; i++) {
      best = posterior[i] > posterior[best] ? i : best;
      probabilities.add(posterior[i]);
    }
    var label =
        posterior[best] < model.metadata().unknownThreshold()
            ? "unknown"
            : model.metadata().labels().get(best);
    return new Score(label, probabilities);
  }
}
