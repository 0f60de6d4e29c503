package io.tenor.streams.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.ModelBatch;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.OnnxModel;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model check}: whether a device says what the CPU says, and how fast it is. */
@Command(
    name = "check",
    sortOptions = false,
    description = {
      "Compare what a model says on a device with what it says on the CPU, and how many windows a"
          + " second each scores, in batches of several sizes. The windows are synthetic voices.",
      "Exit status 1 if a label differs, or a probability by more than the tolerance. The last line"
          + " is JSON."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./tenor model check --device cuda"})
final class ModelCheckCommand implements Callable<Integer> {

  /** Each measurement takes at least so long. */
  private static final long MEASURE_NANOS = 300_000_000;

  private static final int WARM_UPS = 3;
  private static final int MOST_WINDOWS = 4_096;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "An ONNX file made by ./tenor train. Default: the model that Tenor ships.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = DeviceConverter.class,
      description = "What to compare with the CPU: auto, cpu, cuda or cuda:N. Default: auto.")
  private Device device;

  @Option(
      names = "--largest-batch",
      paramLabel = "N",
      defaultValue = "256",
      description = "Batches of 1, 4, 16, … up to this. Default: ${DEFAULT-VALUE}.")
  private int largestBatch;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that one batch may use on the CPU. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--tolerance",
      paramLabel = "P",
      defaultValue = "0.001",
      description = "Difference of a probability that is none. Default: ${DEFAULT-VALUE}.")
  private double tolerance;

  /** A size of batch. */
  private record Row(
      int batch,
      double cpuWindowsPerSecond,
      double deviceWindowsPerSecond,
      double largestDifference,
      int otherLabels) {}

  /** All sizes. */
  private record Summary(
      String type, String model, String device, boolean same, List<Row> batches) {}

  @Override
  public Integer call() throws JsonProcessingException {
    if (largestBatch < 1 || largestBatch > MOST_WINDOWS || threads < 1) {
      throw UserException.wrongUse(
          "--largest-batch is 1 to %d, --threads at least 1.".formatted(MOST_WINDOWS));
    }
    try (var cpu = open(Device.CPU);
        var other = open(device)) {
      var summary = compare(cpu, other);
      spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(summary));
      return summary.same() ? 0 : 1;
    }
  }

  private OnnxModel open(Device where) {
    return new ModelChoice(file, threads, where).open();
  }

  private Summary compare(OnnxModel cpu, OnnxModel other) {
    var out = spec.commandLine().getOut();
    var name = other.device().toString();
    out.printf(
        Locale.ROOT,
        "%s%n%6s %16s %16s %12s %13s%n",
        cpu.version(),
        "batch",
        "cpu, windows/s",
        name + ", windows/s",
        "difference",
        "other labels");
    var rows = new ArrayList<Row>();
    for (int batch = 1; batch <= largestBatch; batch *= 4) {
      var row = compare(cpu, other, batch);
      rows.add(row);
      out.printf(
          Locale.ROOT,
          "%6d %16.0f %16.0f %12.1e %13d%n",
          row.batch(),
          row.cpuWindowsPerSecond(),
          row.deviceWindowsPerSecond(),
          row.largestDifference(),
          row.otherLabels());
      out.flush();
    }
    boolean same =
        rows.stream().allMatch(r -> r.otherLabels() == 0 && r.largestDifference() <= tolerance);
    return new Summary("summary", cpu.version(), name, same, rows);
  }

  private static Row compare(OnnxModel cpu, OnnxModel other, int size) {
    var batch = voices(cpu, size);
    var expected = cpu.run(batch, size).probabilities();
    var actual = other.run(batch, size).probabilities();
    double difference = 0;
    int labels = 0;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < expected[i].length; k++) {
        difference = Math.max(difference, Math.abs(expected[i][k] - actual[i][k]));
      }
      labels += best(expected[i]) == best(actual[i]) ? 0 : 1;
    }
    return new Row(size, speed(cpu, batch, size), speed(other, batch, size), difference, labels);
  }

  /** One window each of so many voices. */
  private static ModelBatch voices(OnnxModel model, int size) {
    ModelMetadata about = model.metadata();
    var batch = model.newBatch(size);
    for (int i = 0; i < size; i++) {
      var manner = VoiceProfile.LABELS.get(i % VoiceProfile.LABELS.size());
      var voice = new VoiceSynthesizer(VoiceProfile.of(manner).forSpeaker(i), i);
      var levels =
          Spectrogram.levels(about.frontEnd(), voice.next(about.frontEnd().windowSamples()));
      batch.set(i, levels, about.newSensorStatistics(), about.newSensorPast());
    }
    return batch;
  }

  private static int best(float[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }

  private static double speed(OnnxModel model, ModelBatch batch, int size) {
    for (int i = 0; i < WARM_UPS; i++) {
      model.run(batch, size);
    }
    long start = System.nanoTime();
    long windows = 0;
    while (System.nanoTime() - start < MEASURE_NANOS) {
      model.run(batch, size);
      windows += size;
    }
    return Math.rint(windows * 1e9 / (System.nanoTime() - start));
  }
}
