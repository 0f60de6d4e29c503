package io.tenor.streams.cli;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.replay.TopicSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which recording is evaluated, and how. */
final class RecordedOptions {

  @Option(
      names = "--audio-topic",
      paramLabel = "[CONTEXT=]TOPIC",
      split = ",",
      description =
          "A recorded topic; its whole name. It ends with audio.driver or audio.ward, or the context"
              + " stands before it: ward=night-3.")
  private List<String> audioTopics = new ArrayList<>();

  @Option(
      names = "--labels-topic",
      paramLabel = "TOPIC",
      description = "The topic with the labels; its whole name.")
  private Optional<String> labelsTopic = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "A file with labels instead: one as JSON on each line, or .csv with the columns sensor,"
              + " context, from, to, label, annotator.")
  private Optional<Path> labelsFile = Optional.empty();

  @Option(
      names = "--embedded",
      description =
          "Put --corpus onto topics of a broker in this process first, each speaker as a sensor, and"
              + " evaluate that.")
  private boolean embedded;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      defaultValue = "ward",
      converter = ContextConverter.class,
      description = "Where the speakers of --corpus are: ward (default) or driver.")
  private SensorContext context;

  @Option(
      names = "--from",
      paramLabel = "TIME|OFFSET",
      description = "Begin there, as if nothing was heard before. Default: the oldest record.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME|OFFSET",
      description = "End before it. Default: where the topic ends now.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--collar",
      paramLabel = "MS",
      defaultValue = "2000",
      description =
          "How far the beginning of a span that is heard may lie from that of the labelled one, ms."
              + " Default: ${DEFAULT-VALUE}.")
  private int collarMs;

  @Option(
      names = "--no-sensor-history",
      description = "Hear every window as if nothing had been heard of its sensor before.")
  private boolean noSensorHistory;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write a report with pictures, spectrograms of the worst windows among them: it is to be"
              + " kept like audio.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--restart",
      description = "Begin anew, also where an earlier run of the same command was stopped.")
  private boolean restart;

  /** Whether a recorded topic is to be evaluated, or a corpus as one. */
  boolean isWanted() {
    return embedded || !audioTopics.isEmpty();
  }

  boolean isEmbedded() {
    return embedded;
  }

  SensorContext context() {
    return context;
  }

  boolean sensorHistory() {
    return !noSensorHistory;
  }

  Optional<Path> html() {
    return html;
  }

  boolean isRestart() {
    return restart;
  }

  Optional<String> labelsTopic() {
    return labelsTopic;
  }

  Optional<Path> labelsFile() {
    return labelsFile;
  }

  /** The collar. */
  Duration collar() {
    if (collarMs < 0) {
      throw UserException.wrongUse("--collar is %d: give 0 or more.".formatted(collarMs));
    }
    return Duration.ofMillis(collarMs);
  }

  /** The span. */
  TopicSpan span() {
    return SpanOptions.span(from, to);
  }

  /** Checks that labels come from somewhere, and a recording too. */
  void check() {
    if (embedded && (!audioTopics.isEmpty() || labelsTopic.isPresent() || labelsFile.isPresent())) {
      throw UserException.wrongUse(
          "--embedded evaluates --corpus on topics of its own: leave --audio-topic, --labels-topic"
              + " and --labels out.");
    }
    if (!embedded && labelsTopic.isPresent() == labelsFile.isPresent()) {
      throw UserException.wrongUse(
          "Say where the labels are: --labels-topic TOPIC or --labels FILE, one of them.");
    }
  }

  /** Where the sensors of each topic listen. */
  Map<String, SensorContext> contexts(Topics topics) {
    var contexts = new TreeMap<String, SensorContext>();
    if (embedded) {
      contexts.put(topics.audio(context), context);
    }
    audioTopics.forEach(named -> put(contexts, named));
    return contexts;
  }

  private static void put(Map<String, SensorContext> contexts, String named) {
    int equals = named.indexOf('=');
    if (equals > 0) {
      contexts.put(named.substring(equals + 1), context(named.substring(0, equals), named));
      return;
    }
    var context =
        Arrays.stream(SensorContext.values())
            .filter(each -> named.endsWith(new Topics().audio(each)))
            .findFirst();
    contexts.put(named, context.orElseThrow(() -> unknown(named)));
  }

  private static SensorContext context(String label, String named) {
    return SensorContext.ofLabel(label).orElseThrow(() -> unknown(named));
  }

  private static UserException unknown(String named) {
    return UserException.wrongUse(
        "--audio-topic is '%s', and it is not known where its sensors listen: give it as driver=TOPIC or ward=TOPIC."
            .formatted(named));
  }
}
