package io.tenor.streams.cli;

import io.tenor.schema.SensorContext;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPartitions;
import io.tenor.streams.recording.RecordingManifest;
import io.tenor.streams.recording.RecordingWriter;
import io.tenor.streams.replay.ReplayPlan;
import io.tenor.streams.replay.TopicSource;
import io.tenor.streams.replay.TopicSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps topics as files. */
@Command(
    name = "record",
    sortOptions = false,
    description = {
      "Keep the audio topics and the labels, or a part of them, as a folder: a WAV file for each"
          + " session of a sensor, and an index with keys, headers and times, from which ./tenor"
          + " import makes the same records again, byte for byte (docs/recordings.md).",
      "A recording that is stopped or killed goes on when the same command is given again.",
      "The folder is audio of people: keep it as you would keep that."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor record --out night --from 2026-11-25T22:00:00Z --to 2026-11-26T06:00:00Z",
      "  ./tenor record --out bed-7 --from-topic audio.ward --sensor bed-7"
    })
final class RecordCommand implements Callable<Integer> {

  private static final String LABELS = "labels";

  @Spec private CommandSpec spec;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to make.")
  private Path out;

  @Option(
      names = "--from-topic",
      paramLabel = "TOPIC",
      split = ",",
      description =
          "Only these audio topics, whole names that end with audio.driver or audio.ward; of others"
              + " say the context: ward=TOPIC. Default: both.")
  private List<String> fromTopics = List.of();

  @Option(
      names = "--labels-topic",
      paramLabel = "TOPIC",
      description = "The labels' topic. Default: the one of --topic-prefix, if it exists.")
  private Optional<String> labelsTopic = Optional.empty();

  @Mixin private SpanOptions span;

  @Option(names = "--no-labels", description = "Leave the labels out. Default: they are kept.")
  private boolean noLabels;

  @Mixin private KafkaOptions kafka;

  @Override
  public Integer call() throws InterruptedException {
    span.span();
    var topics = topics();
    var shutdown = Shutdown.onSignal();
    Optional<RecordingManifest> complete;
    try (var consumer = new KafkaConsumer<byte[], byte[]>(consumerProps());
        var line = new ProgressLine(spec.commandLine().getErr())) {
      var ranges = ranges(consumer, topics);
      complete = record(consumer, topics, ranges, shutdown, line);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(e.getMessage() + ".", e);
    } catch (IOException e) {
      throw UserException.failure(
          "The folder %s cannot be written (%s): make room, or give another with --out."
              .formatted(out, e.getMessage()),
          e);
    } finally {
      shutdown.close();
    }
    said(complete);
    return 0;
  }

  /** The topics by kind; all of them exist. */
  private Map<String, String> topics() {
    var topics = audioTopics();
    try (var admin = Admin.create(kafka.adminProps())) {
      var known = new TopicAdmin(admin);
      if (fromTopics.isEmpty()) {
        kafka.requireTopics(topics.values());
      }
      var named = new ArrayList<>(topics.values());
      labelsTopic.ifPresent(named::add);
      var missing = known.missing(named);
      if (!missing.isEmpty()) {
        throw UserException.failure(
            "The broker at %s has no topic %s: correct --from-topic or --labels-topic."
                .formatted(kafka.bootstrapServers(), String.join(", ", missing)));
      }
      var labels = labelsTopic.orElseGet(() -> kafka.topics().labels());
      if (!noLabels && (labelsTopic.isPresent() || known.missing(List.of(labels)).isEmpty())) {
        topics.put(LABELS, labels);
      }
    }
    return topics;
  }

  private Map<String, String> audioTopics() {
    var topics = new TreeMap<String, String>();
    if (fromTopics.isEmpty()) {
      for (var context : SensorContext.values()) {
        topics.put(context.label(), kafka.topics().audio(context));
      }
    }
    for (var given : fromTopics) {
      int equals = given.indexOf('=');
      var topic = given.substring(equals + 1);
      var context = equals < 0 ? topic.replaceFirst("^.*audio\\.", "") : given.substring(0, equals);
      if (SensorContext.ofLabel(context).isEmpty()) {
        throw UserException.wrongUse(
            "--from-topic is '%s', which does not end with audio.driver or audio.ward: say where its sensors listen, such as ward=%s."
                .formatted(given, topic));
      }
      if (topics.put(context, topic) != null) {
        throw UserException.wrongUse(
            "--from-topic names two topics of the context %s: record them into a folder each."
                .formatted(context));
      }
    }
    return topics;
  }

  private Map<TopicPartition, TopicSpan.Range> ranges(
      KafkaConsumer<byte[], byte[]> consumer, Map<String, String> topics) {
    // People label when they have the time for it: the whole topic is read for a span's labels.
    var ofLabels = new TopicSpan(span.span().timesOnly().from(), Optional.empty());
    var ranges = new HashMap<TopicPartition, TopicSpan.Range>();
    topics.forEach(
        (kind, topic) ->
            ranges.putAll(
                (kind.equals(LABELS) ? ofLabels : span.span())
                    .ranges(consumer, TopicPartitions.of(consumer, topic))));
    return ranges;
  }

  private Optional<RecordingManifest> record(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<String, String> topics,
      Map<TopicPartition, TopicSpan.Range> ranges,
      Shutdown shutdown,
      ProgressLine line)
      throws IOException {
    var names = new HashMap<TopicPartition, String>();
    topics.forEach(
        (kind, topic) ->
            ranges.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .forEach(partition -> names.put(partition, kind + '/' + partition.partition())));
    var ends = new HashMap<String, Long>();
    ranges.forEach((partition, range) -> ends.put(names.get(partition), range.end()));
    var request = new RecordingWriter.Request(topics, span.span().toString(), span.sensors());
    try (var writer = RecordingWriter.open(out, request, Instant.now(), ends)) {
      var left = new HashMap<TopicPartition, TopicSpan.Range>();
      ranges.forEach(
          (partition, range) -> {
            long next = writer.next(names.get(partition)).orElse(range.next());
            long end = writer.end(names.get(partition)).orElse(range.end());
            left.put(partition, new TopicSpan.Range(next, Math.max(next, end)));
          });
      var source =
          new TopicSource(
              consumer, new ReplayPlan(left, 0), span.wanted(), record -> record.timestamp());
      long count = 0;
      while (!shutdown.signalled()) {
        var record = source.next();
        if (record.isEmpty()) {
          return Optional.of(writer.complete());
        }
        writer.write(record.get());
        if (++count % 500 == 0) {
          line.at(source.extent().share(), "%,d records kept".formatted(count));
        }
      }
      return Optional.empty();
    }
  }

  private void said(Optional<RecordingManifest> complete) {
    var to = spec.commandLine().getOut();
    complete.ifPresentOrElse(
        manifest ->
            to.println(
                String.format(
                    Locale.ROOT,
                    "%s: %,d records, %,d of them labels; %,d sensors, %,d sessions, %.1f minutes of"
                        + " audio, %.1f MB.%nKeep it as audio of people.",
                    out,
                    manifest.records(),
                    manifest.labels(),
                    manifest.heard(),
                    manifest.sessions(),
                    manifest.audioSeconds() / 60,
                    manifest.audioBytes() / 1e6)),
        () -> to.println("Stopped before the end; the same command goes on from here."));
  }

  private Map<String, Object> consumerProps() {
    var config = new HashMap<>(kafka.consumerProps());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return config;
  }
}
