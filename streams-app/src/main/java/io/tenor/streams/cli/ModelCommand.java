package io.tenor.streams.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.SensorNormalisation;
import io.tenor.streams.model.OnnxModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at models and announces them. */
@Command(
    name = "model",
    description = "Look at models, and announce them to the monitors.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelCommand.Show.class,
      ModelCheckCommand.class,
      ModelPublishCommand.class,
      ModelWithdrawCommand.class,
      ModelListCommand.class
    })
final class ModelCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code model show}. */
  @Command(
      name = "show",
      description = {
        "Show what an ONNX file says of itself: labels, front end, calibration, figures.",
        "A file that the monitor could not serve is refused, naming what is wrong with it."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  ./tenor model show compact"})
  static final class Show implements Callable<Integer> {

    private static final int THREADS = 1;

    /** Properties that are text even if they look like a number. */
    private static final Set<String> NAMES =
        Set.of(
            "tenor.format",
            "tenor.name",
            "tenor.version",
            "tenor.labels",
            "tenor.training_data_sha256",
            "tenor.licence",
            "tenor.attribution");

    private static final Set<String> LISTS =
        Set.of(
            "tenor.adaptation.mean",
            "tenor.adaptation.deviation",
            "tenor.comparison.mean",
            "tenor.comparison.variance");

    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "FILE",
        description = "An ONNX file made by ./tenor train, or compact or broad, which Tenor ships.")
    private Path file;

    @Option(
        names = "--json",
        description = "Print every property as one line of JSON, figures as numbers.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
      try (OnnxModel model = OnnxModel.open(file, THREADS)) {
        var out = spec.commandLine().getOut();
        out.println(json ? json(model) : text(model));
      }
      return 0;
    }

    private static String json(OnnxModel model) throws JsonProcessingException {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode all = mapper.createObjectNode().put("sha256", model.sha256());
      model
          .metadata()
          .toProperties()
          .forEach(
              (name, value) -> {
                if (NAMES.contains(name)) {
                  all.put(name, value);
                } else if (LISTS.contains(name)) {
                  var list = all.putArray(name);
                  Arrays.stream(value.split(",", -1)).forEach(v -> list.add(number(v)));
                } else {
                  all.set(name, number(value));
                }
              });
      return mapper.writeValueAsString(all);
    }

    /** As a number where it is one; JSON has none that is infinite. */
    private static JsonNode number(String text) {
      try {
        return LongNode.valueOf(Long.parseLong(text));
      } catch (NumberFormatException notWhole) {
        try {
          double value = Double.parseDouble(text);
          return Double.isFinite(value) ? DoubleNode.valueOf(value) : TextNode.valueOf(text);
        } catch (NumberFormatException notANumber) {
          return TextNode.valueOf(text);
        }
      }
    }

    private static String text(OnnxModel model) {
      ModelMetadata about = model.metadata();
      FrontEnd in = about.frontEnd();
      var text = new StringBuilder();
      row(text, "model", about.name() + " " + about.version());
      row(text, "sha256", model.sha256());
      about
          .licence()
          .ifPresent(
              own -> {
                row(text, "licence", "%s", own.licence());
                row(text, "learned from", "%s", own.attribution());
              });
      row(text, "labels", String.join(", ", about.labels()));
      row(
          text,
          "samples",
          "%d Hz, frames of %d (%.1f ms), hop %d (%.1f ms), FFT %d",
          in.sampleRateHz(),
          in.frameSamples(),
          1e3 * in.frameSamples() / in.sampleRateHz(),
          in.hopSamples(),
          1e3 * in.hopSamples() / in.sampleRateHz(),
          in.fftSize());
      row(
          text,
          "bands",
          "%d %s, %.0f to %.0f Hz, %.0f to %.0f dB",
          in.bands(),
          in.scale().name().toLowerCase(Locale.ROOT),
          in.minHz(),
          in.maxHz(),
          in.floorDb(),
          in.ceilingDb());
      row(
          text,
          "window",
          "%d frames, %.3f s",
          in.windowFrames(),
          (double) in.windowSamples() / in.sampleRateHz());
      about.adaptation().ifPresent(history -> row(text, "adapts to its sensor", history, in));
      about
          .comparison()
          .ifPresent(
              comparison ->
                  row(
                      text,
                      "compares with its sensor's past",
                      "%d features, training set weighs %d windows, memory %d windows",
                      comparison.features(),
                      comparison.priorWindows(),
                      comparison.memoryWindows()));
      row(text, "temperature", "%.4f", about.temperature());
      row(text, "unknown below", "%.4f", about.unknownThreshold());
      row(text, "training data", "sha256 " + about.trainingDataSha256());
      about.figures().forEach((name, value) -> row(text, name, value));
      return text.toString().stripTrailing();
    }

    private static void row(
        StringBuilder text, String name, SensorNormalisation history, FrontEnd in) {
      double framesPerSecond = (double) in.sampleRateHz() / in.hopSamples();
      row(
          text,
          name,
          "training set weighs %d frames (%.1f s), memory %d frames (%.1f s)",
          history.priorFrames(),
          history.priorFrames() / framesPerSecond,
          history.memoryFrames(),
          history.memoryFrames() / framesPerSecond);
    }

    private static void row(StringBuilder text, String name, String format, Object... values) {
      String value = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
      text.append(String.format(Locale.ROOT, "%-33s %s%n", name, value));
    }
  }
}
