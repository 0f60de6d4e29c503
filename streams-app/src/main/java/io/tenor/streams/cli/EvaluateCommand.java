package io.tenor.streams.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures models and alerts on recordings whose truth is known. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Measure models and alert rules on recordings whose truth is known.",
      "",
      "--audio-topic: the monitor's own topology hears a recorded topic as fast as this machine"
          + " allows, in a consumer group and with output topics of its own, once for each --model;"
          + " what it says is held against labels, and rules are tried on it. Run again after it was"
          + " stopped it goes on.",
      "",
      "--embedded: the same for a --corpus, on a broker in this process.",
      "",
      "--scripted-hour: alerts alone. A script lays the utterances of a speaker between silence and"
          + " noise, one mood at a time, all moods alike; the monitor hears it once as a driver and"
          + " once as a patient, and each rule about emotions is scored, beside the same without"
          + " smoothing.",
      "",
      "An honest figure needs speakers that the model has not heard: --speakers and --model."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor evaluate --embedded --corpus emodb --html report.html",
      "  ./tenor evaluate --audio-topic audio.ward --labels-topic emotion.labels \\",
      "    --from 2026-11-25T22:00:00Z --model shipped --model mine.onnx --html report.html",
      "  ./tenor evaluate --scripted-hour --corpus emodb --speakers 03,16 --model without-03-16.onnx \\",
      "    --trade-off ward-distress --svg curve.svg"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private EvaluateOptions options;

  @Mixin private RecordedOptions recorded;

  @Mixin private ScriptedEvaluation scripted;

  @Mixin private KafkaOptions kafka;

  @Override
  public Integer call() throws InterruptedException {
    if (scripted.isWanted() == recorded.isWanted()) {
      throw UserException.wrongUse(
          "Say what to evaluate: a recorded topic with --audio-topic, a corpus with --embedded, or"
              + " scripts with --scripted-hour.");
    }
    return scripted.isWanted()
        ? scripted.run(spec, options)
        : new RecordedEvaluationRun(spec.commandLine(), options, recorded, kafka).run();
  }
}
