package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.SensorContext;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.streams.admin.TopicPartitions;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.evaluate.recorded.Finding.Kind;
import io.tenor.streams.evaluate.truth.GroundTruth;
import io.tenor.streams.evaluate.truth.LabelSource;
import io.tenor.streams.evaluate.truth.Segment;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.replay.ReplayPlan;
import io.tenor.streams.replay.TopicSource;
import io.tenor.streams.replay.TopicSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Evaluates models and rules on recorded topics: reads the recording once to know what is in it,
 * runs the monitor's topology over it for each model, and holds what comes out against the labels.
 */
public final class Evaluator {

  private final Request request;
  private RecordingScan scan;
  private GroundTruth truth;
  private RecordedEvaluation evaluation;
  private FrontEnd frontEnd;

  /**
   * What is to be evaluated.
   *
   * @param client Kafka client properties
   * @param consumer properties of consumers of committed records, in no group
   * @param prefix of the deployment's topics
   * @param contexts where the sensors of each audio topic listen
   * @param span of the audio topics
   * @param models at least one; the others are compared with the first
   * @param rules sets to try; at least one
   * @param collar see {@link SpanFigures}
   * @param sensorHistory whether models that ask for it are told what a sensor said before
   * @param corpusSha256 of the corpus that was put onto the topics, if one was
   * @param restart whether to begin anew where an earlier run was stopped
   */
  public record Request(
      Map<String, String> client,
      Map<String, Object> consumer,
      String prefix,
      Map<String, SensorContext> contexts,
      TopicSpan span,
      LabelSource.Read labels,
      List<Candidate> models,
      List<RuleSet> rules,
      Duration collar,
      boolean sensorHistory,
      Optional<String> corpusSha256,
      boolean restart) {}

  /** A model, and what to call it. */
  public record Candidate(String name, ModelChoice choice) {}

  /**
   * A window that was heard as something else than was labelled.
   *
   * @param title who, when, what
   * @param png its spectrogram
   */
  @SuppressWarnings("ArrayRecordComponent") // a picture, and nobody compares two
  public record Picture(String title, byte[] png) {}

  /** Is told how far it is. */
  public interface Listener {
    /** The share that lies behind, 0 to 1, and what is done. */
    void at(double share, String about);
  }

  /** An evaluation that has not begun. */
  public Evaluator(Request request) {
    this.request = request;
  }

  /**
   * Runs all of it.
   *
   * @param stateDirectory where Kafka Streams keeps its lock files
   * @param stopped whether to give up; it goes on when it is run again
   * @return what came of it; empty if it was stopped
   */
  public Optional<Evaluation> run(Path stateDirectory, BooleanSupplier stopped, Listener listener)
      throws InterruptedException {
    var deleted = new TreeMap<String, Long>();
    var ranges = read(deleted, listener);
    truth = GroundTruth.of(request.labels().labels());
    var findings =
        new ArrayList<>(RecordingFindings.of(scan, truth, deleted, request.labels().unreadable()));
    evaluation = new RecordedEvaluation(scan, truth, request.collar().toMillis());
    for (int i = 0; i < request.models().size(); i++) {
      if (!run(i, ranges, stateDirectory, stopped, listener, findings)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Evaluation(
            "evaluation",
            recording(),
            labels(),
            evaluation.models(),
            evaluation.comparisons(),
            findings));
  }

  private Map<TopicPartition, TopicSpan.Range> read(Map<String, Long> deleted, Listener listener) {
    var consumer = new KafkaConsumer<byte[], byte[]>(request.consumer());
    var partitions = new ArrayList<TopicPartition>();
    Map<TopicPartition, TopicSpan.Range> ranges;
    try {
      request
          .contexts()
          .keySet()
          .forEach(topic -> partitions.addAll(TopicPartitions.of(consumer, topic)));
      ranges = request.span().ranges(consumer, partitions);
      if (request.span().from().isEmpty()) {
        consumer
            .beginningOffsets(partitions)
            .forEach(
                (partition, first) -> {
                  if (first > 0) {
                    deleted.put(
                        "Partition %d of %s".formatted(partition.partition(), partition.topic()),
                        first);
                  }
                });
      }
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
    scan = new RecordingScan(request.contexts());
    try (var source =
        new TopicSource(consumer, new ReplayPlan(ranges, 0), record -> true, record -> 0)) {
      scan.read(source, extent -> listener.at(extent.share(), "reading the recording"));
    }
    return ranges;
  }

  private boolean run(
      int number,
      Map<TopicPartition, TopicSpan.Range> ranges,
      Path stateDirectory,
      BooleanSupplier stopped,
      Listener listener,
      List<Finding> findings)
      throws InterruptedException {
    var candidate = request.models().get(number);
    String version;
    String sha256;
    try (var model = candidate.choice().open()) {
      version = model.version();
      sha256 = model.sha256();
      frontEnd = number == 0 ? model.metadata().frontEnd() : frontEnd;
      if (request
          .corpusSha256()
          .filter(model.metadata().trainingDataSha256()::equals)
          .isPresent()) {
        findings.add(
            new Finding(
                Kind.TRAINED_ON,
                "%s was trained on this very corpus: its figures say nothing of speakers that it does not know."
                    .formatted(candidate.name())));
      }
    }
    var starts = new HashMap<TopicPartition, Long>();
    ranges.forEach((partition, range) -> starts.put(partition, range.next()));
    var run =
        new RecordedRun(
            new RecordedRun.Settings(
                name(ranges, sha256),
                request.client(),
                request.prefix(),
                request.contexts(),
                starts,
                scan.ends(),
                untilMs(),
                request.rules(),
                request.sensorHistory(),
                stateDirectory.resolve(Integer.toString(number))));
    int all = request.models().size();
    long began = System.nanoTime();
    var hearing =
        run.run(
            candidate.choice(),
            request.restart(),
            stopped,
            (events, share) ->
                listener.at(
                    (number + share) / all,
                    "%s (%d of %d): %,d windows"
                        .formatted(candidate.name(), number + 1, all, events)));
    if (hearing.isEmpty()) {
      return false;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    evaluation.add(
        new RecordedEvaluation.Model(candidate.name(), version, sha256, seconds), hearing.get());
    if (!hearing.get().sameAsReplayed()) {
      findings.add(
          new Finding(
              Kind.FAULT,
              "The topology raised other alerts with %s than its events give by themselves: this is a fault of Tenor."
                  .formatted(candidate.name())));
    }
    return true;
  }

  /** The same for the same work, so that a run that was stopped goes on. */
  private String name(Map<TopicPartition, TopicSpan.Range> ranges, String sha256) {
    var work =
        List.of(
            new TreeMap<>(request.contexts()).toString(),
            request.span().toString(),
            sha256,
            request.rules().get(0).version(),
            request.sensorHistory(),
            ranges.size());
    return "tenor-evaluate-%08x".formatted(work.hashCode());
  }

  private long untilMs() {
    return request
        .span()
        .to()
        .filter(TopicSpan.AtTime.class::isInstance)
        .map(bound -> ((TopicSpan.AtTime) bound).time().toEpochMilli())
        .orElse(Long.MAX_VALUE);
  }

  private Evaluation.Recording recording() {
    var sensors = new TreeMap<String, Evaluation.Sensor>();
    scan.sensors()
        .forEach(
            (sensor, audio) ->
                sensors.put(
                    sensor.storeKey(),
                    new Evaluation.Sensor(
                        Rounded.one(audio.heardMs() / 6e4),
                        audio.sessions(),
                        audio.gaps(),
                        audio.missingMs(),
                        audio.cutOffMs(),
                        truth.segments().getOrDefault(sensor, List.of()).size())));
    return new Evaluation.Recording(
        List.copyOf(new TreeMap<>(request.contexts()).keySet()),
        request.span().toString(),
        Instant.ofEpochMilli(
            scan.sensors().values().stream().mapToLong(SensorAudio::firstMs).min().orElse(0)),
        Instant.ofEpochMilli(
            scan.sensors().values().stream().mapToLong(SensorAudio::lastMs).max().orElse(0)),
        sensors.size(),
        Rounded.four(scan.hours()),
        scan.records(),
        scan.rejected(),
        sensors);
  }

  private Evaluation.Labels labels() {
    var segments = truth.segments().values().stream().flatMap(List::stream).toList();
    return new Evaluation.Labels(
        truth.labels(),
        segments.size(),
        Rounded.four(segments.stream().mapToLong(Segment::lengthMs).sum() / 3.6e6),
        truth.annotators(),
        truth.agreement());
  }

  /**
   * Spectrograms of the windows that the first model was surest of and wrong about, one of each
   * segment; after {@link #run}.
   */
  public List<Picture> worstWindows() {
    return new WorstWindows(request, scan, frontEnd).of(evaluation.firstAnswers().values());
  }
}
