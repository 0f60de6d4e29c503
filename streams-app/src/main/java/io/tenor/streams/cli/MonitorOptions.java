package io.tenor.streams.cli;

import io.tenor.schema.Purpose;
import io.tenor.schema.Topics;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.ModelOrigins;
import io.tenor.streams.monitor.MonitorSettings;
import io.tenor.streams.topology.AudioInput;
import io.tenor.streams.topology.Overload;
import io.tenor.streams.topology.TopologySettings;
import io.tenor.streams.window.Cutting;
import io.tenor.streams.window.TimelineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that runs a monitor. */
final class MonitorOptions {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = {
        "The ONNX model, made by ./tenor train, or a name: compact, or broad, which learned from more"
            + " people and is not for commercial use. It is served whatever is announced.",
        "Default: the one that ./tenor model publish announced, else the one that Tenor ships."
      })
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--model-origins",
      paramLabel = "ORIGIN",
      description = {
        "Where announced models may be fetched from: a folder, of which regular files below it are"
            + " taken, or the beginning of an http: or https: address; give it several times for"
            + " several. Redirects are not followed.",
        "Default: the folder of the file given with --model; without --model, nowhere."
      })
  private List<String> modelOrigins = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads; partitions are shared among them. Default: one for each core.")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--standbys",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Copies of each sensor's state that other monitors keep ready, so that they take over"
              + " without reading it back. Default: ${DEFAULT-VALUE}.")
  private int standbys;

  @Option(
      names = "--session-timeout",
      paramLabel = "MS",
      defaultValue = "6000",
      description =
          "A monitor that gives no sign of life for so long loses its sensors to the others, ms;"
              + " brokers refuse less than 6000 unless group.min.session.timeout.ms says otherwise;"
              + " ./tenor broker takes 1000."
              + " Default: ${DEFAULT-VALUE}.")
  private int sessionTimeoutMs;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = DeviceConverter.class,
      description = {
        "Where the model runs: auto, a GPU if ONNX Runtime can use one, else the CPU (default); cpu;"
            + " cuda; or cuda:N.",
        "If the GPU fails later, the CPU goes on; no window is lost."
      })
  private Device device;

  @Option(
      names = "--score-threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that one batch may use on the CPU. Default: ${DEFAULT-VALUE}.")
  private int scoreThreads;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "32",
      description = "Windows scored at once at most, a power of two. Default: ${DEFAULT-VALUE}.")
  private int batchSize;

  @Option(
      names = "--batch-delay",
      paramLabel = "MS",
      defaultValue = "25",
      description = "How long a window waits for others, ms. Default: ${DEFAULT-VALUE}.")
  private int batchDelayMs;

  @Option(
      names = "--hop",
      paramLabel = "MS",
      defaultValue = "500",
      description = {
        "From the start of a window to the start of the next, ms; never more than a window, so that"
            + " nothing goes unheard. Default: ${DEFAULT-VALUE}.",
        "1000 scores half as many windows, at half the cost of scoring. All monitors of an"
            + " application have to agree on it; after a change every sensor is heard anew."
      })
  private int hopMs;

  @Option(
      names = "--reorder",
      paramLabel = "MS",
      defaultValue = "2000",
      description =
          "How long a sensor's audio waits for a chunk that is missing before it, in ms of its"
              + " audio, up to 10000; 0 takes chunks as they come. Default: ${DEFAULT-VALUE}.")
  private int reorderMs;

  @Option(
      names = "--overload",
      paramLabel = "POLICY",
      defaultValue = "lag",
      converter = OverloadConverter.class,
      description = {
        "What is done when more audio comes than can be scored: lag, every window is scored,"
            + " however late (default); or shed, of the windows that wait the newest of each sensor"
            + " is scored and the others are counted in its status.",
        "Shed suits alerts that are acted on, lag suits evaluation and replay."
      })
  private Overload overload;

  @Option(
      names = "--no-sensor-history",
      description =
          "Hear every window as if nothing had been heard of its sensor before, also where the model"
              + " asks for that. Default: a model that asks for it is told.")
  private boolean noSensorHistory;

  @Option(
      names = "--forget-after",
      paramLabel = "H",
      defaultValue = "24",
      description =
          "A sensor that was quiet for longer is a new one when it is back, in hours."
              + " Default: ${DEFAULT-VALUE}.")
  private int forgetHours;

  @Option(
      names = "--commit-interval",
      paramLabel = "MS",
      defaultValue = "100",
      description = "Events become readable this often, ms. Default: ${DEFAULT-VALUE}.")
  private int commitIntervalMs;

  @Mixin private AlertOptions alerts;

  /** Which model is served, and where. */
  ModelChoice modelChoice() {
    requireAtLeastOne(scoreThreads, "--score-threads");
    var choice = new ModelChoice(model, scoreThreads, device);
    return modelOrigins.isEmpty() ? choice : choice.from(origins());
  }

  private ModelOrigins origins() {
    try {
      return ModelOrigins.parse(modelOrigins);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(
          "--model-origins cannot be used, %s: give a folder, or the beginning of an http: or https: address."
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * The settings of a monitor.
   *
   * @param purpose what people are listened to for where the options do not say
   * @throws UserException naming the option that is wrong
   */
  MonitorSettings settings(
      String applicationId,
      Map<String, String> client,
      Topics topics,
      Path stateDirectory,
      Optional<Purpose> purpose) {
    int streamThreads = threads.orElseGet(Runtime.getRuntime()::availableProcessors);
    requireAtLeastOne(streamThreads, "--threads");
    if (standbys < 0) {
      throw UserException.wrongUse("--standbys is %d: give 0 or more.".formatted(standbys));
    }
    requireAtLeastOne(sessionTimeoutMs, "--session-timeout");
    requireAtLeastOne(batchDelayMs, "--batch-delay");
    requireAtLeastOne(hopMs, "--hop");
    requireAtLeastOne(commitIntervalMs, "--commit-interval");
    requireAtLeastOne(forgetHours, "--forget-after");
    if (batchSize < 1 || Integer.bitCount(batchSize) != 1) {
      throw UserException.wrongUse(
          "--batch-size is %d: give a power of two, such as 32.".formatted(batchSize));
    }
    if (reorderMs < 0 || reorderMs > TimelineSettings.MAX_REORDER_MS) {
      throw UserException.wrongUse(
          "--reorder is %d: give 0 to %d.".formatted(reorderMs, TimelineSettings.MAX_REORDER_MS));
    }
    var topology =
        new TopologySettings(
            topics,
            AudioInput.of(topics),
            alerts.settings(purpose),
            batchSize,
            Duration.ofMillis(batchDelayMs),
            new Cutting(
                Duration.ofMillis(hopMs),
                Duration.ofMillis(reorderMs),
                Duration.ofHours(forgetHours)),
            overload,
            !noSensorHistory);
    return new MonitorSettings(
        applicationId,
        client,
        topology,
        streamThreads,
        standbys,
        Duration.ofMillis(sessionTimeoutMs),
        Duration.ofMillis(commitIntervalMs),
        stateDirectory);
  }

  private static void requireAtLeastOne(int value, String option) {
    if (value < 1) {
      throw UserException.wrongUse("%s is %d: give at least 1.".formatted(option, value));
    }
  }
}
