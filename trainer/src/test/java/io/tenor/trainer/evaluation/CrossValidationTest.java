package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.LevelAugmentation;
import io.tenor.trainer.data.SampleNoise;
import io.tenor.trainer.data.ToyCorpus;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.training.TrainingProgress;
import io.tenor.trainer.training.TrainingSettings;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationTest {

  private static final TrainingSet SET = ToyCorpus.of(3, 1);
  private static final Protocol LOSO = new LeaveSpeakerOut(List.of());

  @TempDir private Path work;

  private final Recorder events = new Recorder();

  private static Recipe recipe(int steps) {
    LevelAugmentation none = new LevelAugmentation(0, 0, 0, 0, 0, 0);
    return Recipe.of(
        new CompactConfig(14, 24, Labels.count(), SensorPast.NONE, 3, List.of(16), 16, 16, 0.2),
        new TrainingSettings(steps, 4, 0.01, 0, 5, 0.5, 1),
        new BatchSettings(4, Labels.count(), 0, 0, 0, 0, none, Optional.empty()));
  }

  private FoldStore store(int steps) {
    return new FoldStore(work, LOSO, recipe(steps), "hash");
  }

  private LocalFolds local(int steps) {
    return new LocalFolds(recipe(steps), seed -> SET, FoldScorer.STANDARD, store(steps));
  }

  private static List<FoldTask> tasks(long... seeds) {
    List<FoldTask> tasks = new ArrayList<>();
    for (long seed : seeds) {
      LOSO.folds(SET.items().stream().map(TrainingSet.Item::utterance).toList(), seed)
          .forEach(fold -> tasks.add(new FoldTask(seed, fold)));
    }
    return tasks;
  }

  private Optional<List<FoldResult>> run(int steps, List<FoldTask> tasks, BooleanSupplier stop)
      throws IOException {
    return new CrossValidation(store(steps), events).run(tasks, List.of(local(steps)), stop);
  }

  @Test
  void everyUtteranceIsScoredOnceASeedByANetworkThatDidNotHearItsSpeaker() throws IOException {
    // When
    List<FoldResult> results = run(3, tasks(1, 2), () -> false).orElseThrow();

    // Then
    assertThat(results)
        .extracting(result -> result.seed() + " " + result.fold())
        .containsExactly("1 s0", "1 s1", "1 s2", "2 s0", "2 s1", "2 s2");
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(result.views().alone())
                    .hasSize(7)
                    .allMatch(prediction -> prediction.speaker().equals(result.fold())));
    assertThat(results.get(0).views()).isNotEqualTo(results.get(3).views());
    assertThat(results).allSatisfy(result -> assertThat(result.curve()).isNotEmpty());
  }

  @Test
  void finishedFoldsAreKeptAndTheStoppedOneGoesOnToTheSameResult() throws IOException {
    // Given: stopped in the second fold
    assertThat(run(3, tasks(1), () -> events.seen.contains("starts 1 s1"))).isEmpty();
    assertThat(store(3).checkpoint(tasks(1).get(1), 0)).exists();
    events.seen.clear();

    // When
    List<FoldResult> resumed = run(3, tasks(1), () -> false).orElseThrow();

    // Then
    assertThat(events.seen)
        .containsExactly("kept 1 s0", "starts 1 s1", "done 1 s1", "starts 1 s2", "done 1 s2");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).hasSize(3).allMatch(file -> file.toString().endsWith(".json"));
    }
    work = work.resolve("again");
    assertThat(run(3, tasks(1), () -> false).orElseThrow())
        .extracting(FoldResult::views)
        .isEqualTo(resumed.stream().map(FoldResult::views).toList());
  }

  @Test
  void theNetworksOfAModelAreThoseOfItsOwnSeedsAndAStoppedOneGoesOn() throws IOException {
    // Given: what two models of one network each say
    Map<String, List<Prediction>> first = plain(run(3, tasks(3), () -> false).orElseThrow());
    Map<String, List<Prediction>> second = plain(run(3, tasks(4), () -> false).orElseThrow());
    Recipe pair =
        new Recipe(
            Collections.nCopies(2, recipe(3).members().get(0)),
            recipe(3).settings(),
            SampleNoise.LIGHT);
    FoldStore store = new FoldStore(work, LOSO, pair, "hash");
    LocalFolds local = new LocalFolds(pair, seed -> SET, FoldScorer.STANDARD, store);
    AtomicInteger asked = new AtomicInteger();

    // When: the model of seed 2 is stopped in its second network, and goes on
    CrossValidation run = new CrossValidation(store, events);
    assertThat(run.run(tasks(2), List.of(local), () -> asked.incrementAndGet() > 3)).isEmpty();
    assertThat(store.checkpoint(tasks(2).get(0), 1)).exists();
    List<FoldResult> results = run.run(tasks(2), List.of(local), () -> false).orElseThrow();

    // Then: it says the mean of the two
    for (FoldResult result : results) {
      for (int i = 0; i < 7; i++) {
        double[] mean = result.views().alone().get(i).posterior(1);
        double[] one = first.get(result.fold()).get(i).posterior(1);
        double[] other = second.get(result.fold()).get(i).posterior(1);
        for (int label = 0; label < mean.length; label++) {
          assertThat(mean[label]).isCloseTo((one[label] + other[label]) / 2, Offset.offset(2e-4));
        }
      }
    }
    assertThat(first.get("s0").get(0).posterior(1))
        .isNotEqualTo(second.get("s0").get(0).posterior(1));
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).hasSize(9).allMatch(file -> file.toString().endsWith(".json"));
    }
  }

  private static Map<String, List<Prediction>> plain(List<FoldResult> results) {
    return results.stream()
        .collect(Collectors.toMap(FoldResult::fold, result -> result.views().alone()));
  }

  @Test
  void foldsOfOtherSettingsAreRefused() throws IOException {
    run(2, tasks(1), () -> false);
    assertThatThrownBy(() -> run(3, tasks(1), () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was made with other data or settings");
  }

  @Test
  void aBrokenFoldIsNamed() throws IOException {
    run(1, tasks(1), () -> false);
    Files.writeString(work.resolve("loso-seed-1-s1.json"), "{\"run\":");
    assertThatThrownBy(() -> run(1, tasks(1), () -> false))
        .hasMessageContaining("loso-seed-1-s1.json is not a whole fold: remove it");
  }

  @Test
  void aFailureStopsTheOtherFoldsAndIsReported() {
    // Given: one executor that fails, one that goes on until it is told to stop
    FoldExecutor failing = executor((task, stop) -> fail());
    FoldExecutor patient =
        executor(
            (task, stop) -> {
              while (!stop.getAsBoolean()) {
                Thread.onSpinWait();
              }
              return false;
            });

    // When and then
    assertThatThrownBy(
            () ->
                new CrossValidation(store(1), events)
                    .run(tasks(1), List.of(patient, failing), () -> false))
        .hasMessage("no more memory");
  }

  private static boolean fail() throws IOException {
    throw new IOException("no more memory");
  }

  @Test
  void aWorkerDoesWhatIsOrderedAndEndsWithItsInput() throws Exception {
    // Given
    StringWriter out = new StringWriter();
    PipedOutputStream orders = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(orders);
    FoldWorker worker =
        new FoldWorker(
            tasks(1), executor((task, stop) -> task.fold().name().equals("s1") || fail()));
    orders.write("1\n0\n".getBytes(StandardCharsets.UTF_8));
    orders.close();

    // When
    worker.serve(in, new PrintWriter(out), () -> false);

    // Then
    assertThat(out.toString().lines().map(line -> WorkerMessage.of(line).orElseThrow()))
        .containsExactly(
            new WorkerMessage(WorkerMessage.Kind.DONE, null, null),
            new WorkerMessage(WorkerMessage.Kind.FAILED, null, "no more memory"));
  }

  @Test
  void progressSurvivesItsLine() {
    // Given
    TrainingProgress progress =
        new TrainingProgress(20, 100, 1.5, 1e-3, 8.25, 0.1, Duration.ofMillis(1_234_567));
    WorkerMessage message = new WorkerMessage(WorkerMessage.Kind.PROGRESS, progress, null);

    // When and then
    assertThat(WorkerMessage.of(message.line())).contains(message);
    assertThat(WorkerMessage.of("some library says hello")).isEmpty();
  }

  @Test
  void aSpeakersNameCannotLeaveTheFolder() {
    FoldTask task = new FoldTask(1, new Fold("../a b*", List.of("u"), List.of("v")));
    assertThat(store(1).checkpoint(task, 0).getFileName())
        .hasToString("loso-seed-1-..%2Fa+b%2A.checkpoint");
  }

  @Test
  void theTimeLeftCountsStepsOfAllFoldsOnAllExecutors() {
    // Given: four folds of 100 steps for two executors
    RemainingTime time = new RemainingTime(2);
    List<FoldTask> tasks = tasks(1, 2).subList(0, 4);
    tasks.forEach(time::add);

    // When: the first has 50 steps of 100 ms left
    Duration left =
        time.after(tasks.get(0), new TrainingProgress(50, 100, 1, 1, 1, 0, Duration.ofSeconds(5)));

    // Then: 350 steps of 100 ms, two at a time
    assertThat(left).isEqualTo(Duration.ofMillis(17_500));
  }

  private interface Work {
    boolean run(FoldTask task, BooleanSupplier stop) throws IOException;
  }

  private static FoldExecutor executor(Work work) {
    return new FoldExecutor() {
      @Override
      public boolean execute(
          FoldTask task, BooleanSupplier stop, Consumer<TrainingProgress> progress)
          throws IOException {
        return work.run(task, stop);
      }

      @Override
      public void close() {}
    };
  }

  private static final class Recorder implements CrossValidation.Listener {
    private final List<String> seen = new ArrayList<>();

    @Override
    public void started(FoldTask task) {
      seen.add("starts %d %s".formatted(task.seed(), task.fold().name()));
    }

    @Override
    public void progress(FoldTask task, TrainingProgress progress, Duration left) {
      assertThat(progress.step()).isPositive();
    }

    @Override
    public void done(FoldTask task, FoldResult result, boolean kept, int done) {
      seen.add("%s %d %s".formatted(kept ? "kept" : "done", task.seed(), task.fold().name()));
    }
  }
}
