package io.tenor.streams.cli;

import io.tenor.schema.Emotion;
import io.tenor.streams.demo.Recordings;
import io.tenor.streams.load.LoadPlan;
import io.tenor.streams.load.Speech;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.sensor.AudioSource;
import io.tenor.streams.sensor.SensorSettings;
import io.tenor.streams.sensor.VoiceSource;
import io.tenor.streams.window.Cutting;
import io.tenor.streams.window.TimelineSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What a load is made of. */
final class LoadOptions {

  private static final int MAX_SENSORS = 1_000_000;
  private static final int VOICES = 21;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "How many sensors speak; with --ramp, how many to begin with. Default: ${DEFAULT-VALUE}.")
  private int sensors;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long is measured; with --ramp, each time. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "20",
      description = "Seconds before that which are not measured. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--speech-share",
      paramLabel = "SHARE",
      defaultValue = "0.3",
      description =
          "Part of their time in which the sensors speak, 0 to 1, in turns of 20 s; the rest is the"
              + " noise of a quiet room. Default: ${DEFAULT-VALUE}.")
  private double speechShare;

  @Option(
      names = "--chunk-ms",
      paramLabel = "MS",
      defaultValue = "250",
      description = "Audio in a record. Default: ${DEFAULT-VALUE}.")
  private int chunkMs;

  @Option(
      names = "--target-latency",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "What 99 of 100 windows have to stay under. Default: ${DEFAULT-VALUE}.")
  private int targetMs;

  @Option(
      names = "--audio",
      paramLabel = "DIR",
      description = "Speak with the WAV files below this directory instead of built-in voices.")
  private Optional<Path> audio = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The model that is served: it says which windows have to come. Default: the one that Tenor"
              + " ships.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--hop",
      paramLabel = "MS",
      defaultValue = "500",
      description =
          "From window to window, as the monitors are told; with --embedded the monitor is told."
              + " Default: ${DEFAULT-VALUE}.")
  private int hopMs;

  @Option(
      names = "--producers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Connections that the sensors share; real ones have one each, which costs a broker more."
              + " Default: ${DEFAULT-VALUE}.")
  private int producers;

  /** How many producers. */
  int producers() {
    return atLeastOne(producers, "--producers");
  }

  /** The model that is served, if it is not the shipped one. */
  Optional<Path> model() {
    return model;
  }

  /** From the start of a window to the start of the next. */
  Duration hop() {
    return Duration.ofMillis(atLeastOne(hopMs, "--hop"));
  }

  /**
   * The load.
   *
   * @throws UserException naming the option that is wrong
   */
  LoadPlan plan() {
    if (atLeastOne(sensors, "--sensors") > MAX_SENSORS) {
      throw UserException.wrongUse(
          "--sensors is %d: give 1 to %d.".formatted(sensors, MAX_SENSORS));
    }
    if (!(speechShare >= 0 && speechShare <= 1)) {
      throw UserException.wrongUse(
          "--speech-share is %s: give 0 to 1.".formatted(Double.toString(speechShare)));
    }
    if (warmUpSeconds < 0) {
      throw UserException.wrongUse("--warm-up is %d: give 0 or more.".formatted(warmUpSeconds));
    }
    var chunk = Duration.ofMillis(chunkMs);
    if (chunk.compareTo(SensorSettings.MIN_CHUNK) < 0
        || chunk.compareTo(SensorSettings.MAX_CHUNK) > 0) {
      throw UserException.wrongUse("--chunk-ms is %d: give 10 to 10000.".formatted(chunkMs));
    }
    return new LoadPlan(
        sensors,
        speechShare,
        chunk,
        Duration.ofSeconds(warmUpSeconds),
        Duration.ofSeconds(atLeastOne(seconds, "--seconds")),
        Duration.ofMillis(atLeastOne(targetMs, "--target-latency")),
        "load-" + SensorSettings.sessionOf(Clock.systemUTC()),
        timeline());
  }

  private TimelineSettings timeline() {
    try (var served = new ModelChoice(model, 1, Device.CPU).open()) {
      return Cutting.USUAL.every(hop()).of(served.metadata());
    }
  }

  /**
   * What is said.
   *
   * @param warnings gets one sentence for a file that cannot be read
   */
  Speech speech(Consumer<String> warnings) {
    var voices =
        audio
            .map(directory -> Recordings.deal(directory, VOICES, warnings))
            .orElseGet(LoadOptions::builtIn);
    try {
      return Speech.render(voices);
    } finally {
      voices.forEach(AudioSource::close);
    }
  }

  private static List<AudioSource> builtIn() {
    var emotions = Emotion.values();
    var voices = new ArrayList<AudioSource>();
    for (int i = 0; i < VOICES; i++) {
      voices.add(new VoiceSource(emotions[i % emotions.length], i));
    }
    return voices;
  }

  private static int atLeastOne(int value, String option) {
    if (value < 1) {
      throw UserException.wrongUse("%s is %d: give at least 1.".formatted(option, value));
    }
    return value;
  }
}
