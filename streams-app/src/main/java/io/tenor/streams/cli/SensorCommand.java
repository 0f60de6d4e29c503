package io.tenor.streams.cli;

import io.tenor.schema.Emotion;
import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.sensor.AudioSource;
import io.tenor.streams.sensor.MicrophoneSource;
import io.tenor.streams.sensor.SensorSettings;
import io.tenor.streams.sensor.SensorSettings.Pace;
import io.tenor.streams.sensor.SensorStream;
import io.tenor.streams.sensor.VoiceSource;
import io.tenor.streams.sensor.WavSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends audio as a sensor would. */
@Command(
    name = "sensor",
    description = {
      "Be a sensor: send recordings, the microphone or a built-in voice to Kafka.",
      "At --rate realtime a chunk leaves when its last sample would have been captured. Ctrl-C"
          + " stops it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor sensor --context driver --id truck-7 --voice anger",
      "  ./tenor sensor --context ward --id bed-4 --wav recordings/",
      "  ./tenor sensor --context driver --id truck-8 --mic"
    })
final class SensorCommand implements Callable<Integer> {

  private static final Duration PROGRESS = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--context",
      required = true,
      paramLabel = "driver|ward",
      converter = ContextConverter.class,
      completionCandidates = ContextConverter.Candidates.class,
      description = "Where the sensor listens.")
  private SensorContext context;

  @Option(names = "--id", required = true, paramLabel = "ID", description = "The sensor's id.")
  private String id;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  /** Where the audio comes from: one of these. */
  static final class Source {
    @Option(
        names = "--wav",
        arity = "1..*",
        paramLabel = "FILE|DIR",
        description =
            "WAV recordings, one after another; of a directory, all in the order of their names.")
    private List<Path> wav;

    @Option(names = "--mic", description = "The microphone of this machine.")
    private boolean mic;

    @Option(
        names = "--voice",
        paramLabel = "EMOTION",
        converter = EmotionConverter.class,
        completionCandidates = EmotionConverter.Candidates.class,
        description = {
          "A built-in synthetic voice that speaks for ever:",
          "anger, boredom, disgust, fear, happiness, sadness or neutral."
        })
    private Emotion voice;
  }

  @Option(
      names = "--rate",
      paramLabel = "realtime|max",
      defaultValue = "realtime",
      description = "How fast to send: as it is captured, or all at once. Default: realtime.")
  private Pace rate;

  @Option(
      names = "--chunk-ms",
      paramLabel = "MS",
      defaultValue = "250",
      description = "Length of a chunk, 10 to 10000 milliseconds. Default: ${DEFAULT-VALUE}.")
  private int chunkMs;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after this much audio. Default: all there is.")
  private Optional<Double> seconds = Optional.empty();

  @Option(names = "--loop", description = "Begin again after the last recording.")
  private boolean loop;

  @Option(
      names = "--session",
      paramLabel = "S",
      description = "Name of the session. Default: the time of the start.")
  private Optional<String> session = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Who the built-in voice is and what it says. Default: as the id has it.")
  private Optional<Long> seed = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    SensorSettings settings = settings();
    checkEnd();
    try (AudioSource audio = open()) {
      kafka.requireTopics(List.of(settings.topic()));
      try (var producer = new KafkaProducer<byte[], byte[]>(kafka.producerProps());
          var stream = new SensorStream(settings, audio, producer, Clock.systemUTC());
          var shutdown = Shutdown.onSignal(stream::stop)) {
        err()
            .printf(
                "Sensor %s, session %s, to %s at %s. Ctrl-C stops.%n",
                settings.sensor().storeKey(),
                settings.session(),
                settings.topic(),
                kafka.bootstrapServers());
        stream.start();
        watch(stream, shutdown);
      }
    }
    return 0;
  }

  private void watch(SensorStream stream, Shutdown shutdown) throws InterruptedException {
    boolean live = Terminal.isErr();
    while (!stream.await(PROGRESS)) {
      if (live && !shutdown.signalled()) {
        err().print('\r' + sent(stream));
        err().flush();
      }
    }
    err().println((live ? "\r" : "") + sent(stream));
    if (stream.failure().isPresent()) {
      throw stream.failure().get();
    }
  }

  private static String sent(SensorStream stream) {
    return String.format(
        Locale.ROOT,
        "Sent %.1f s of audio in %d chunks.",
        stream.audio().toMillis() / 1e3,
        stream.chunks());
  }

  private SensorSettings settings() {
    try {
      return new SensorSettings(
          new SensorKey(context, id),
          kafka.topics().audio(context),
          session.orElseGet(() -> SensorSettings.sessionOf(Clock.systemUTC())),
          Duration.ofMillis(chunkMs),
          rate,
          seconds.map(s -> Duration.ofNanos((long) (s * 1e9))));
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(sentence(e.getMessage()), e);
    }
  }

  private void checkEnd() {
    if (rate == Pace.MAX && source.mic) {
      throw UserException.wrongUse("A microphone has the one rate, realtime: leave --rate out.");
    }
    boolean endless = source.voice != null || loop;
    if (rate == Pace.MAX && endless && seconds.isEmpty()) {
      throw UserException.wrongUse(
          "With --rate max this would never end: say how much to send with --seconds.");
    }
  }

  private AudioSource open() {
    if (source.voice != null) {
      return new VoiceSource(source.voice, seed.orElseGet(() -> (long) id.hashCode()));
    }
    return source.mic
        ? MicrophoneSource.open()
        : new WavSource(source.wav, loop, warning -> err().println(warning));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private static String sentence(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }
}
