package io.tenor.streams.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tenor.schema.EventJson;
import io.tenor.streams.evaluate.recorded.Evaluation;
import io.tenor.streams.evaluate.recorded.ModelFigures;
import io.tenor.streams.evaluate.recorded.RuleFigures;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints an evaluation, as tables for people or as one line of JSON. */
final class EvaluationText {

  private static final ObjectMapper JSON = EventJson.newMapper().registerModule(new Jdk8Module());

  private final PrintWriter out;

  EvaluationText(PrintWriter out) {
    this.out = out;
  }

  void print(Evaluation evaluation, boolean json) {
    if (json) {
      out.println(json(evaluation));
    } else {
      tables(evaluation);
    }
    out.flush();
  }

  private static String json(Evaluation evaluation) {
    try {
      return JSON.writeValueAsString(evaluation);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an evaluation cannot be written as JSON", e);
    }
  }

  private void tables(Evaluation evaluation) {
    var recording = evaluation.recording();
    var labels = evaluation.labels();
    printf(
        "%s: %d sensors, %.2f hours of audio; %d segments of %.2f hours, labelled by %s.%n",
        String.join(", ", recording.topics()),
        recording.sensors(),
        recording.hours(),
        labels.segments(),
        labels.hours(),
        labels.annotators().isEmpty() ? "nobody" : String.join(", ", labels.annotators()));
    labels
        .agreement()
        .alpha()
        .ifPresent(
            alpha ->
                printf(
                    "Annotators share %.1f minutes; Krippendorff's alpha %.3f.%n",
                    labels.agreement().sharedMs() / 6e4, alpha));
    evaluation.findings().forEach(finding -> printf("! %s%n", finding.text()));
    printf(
        "%n%-24s %9s %8s %8s %8s %8s %8s %8s%n",
        "model", "", "count", "accuracy", "UAR", "macro-F1", "ECE", "time s");
    for (var model : evaluation.models()) {
      var windows = model.windowFigures();
      printf(
          "%-24s %9s %8d %8s %8s %8s %8.3f %8.1f%n",
          model.name(),
          "windows",
          windows.count(),
          percent(windows.accuracy()),
          percent(windows.uar()),
          percent(windows.macroF1()),
          model.windowCalibrationError(),
          model.seconds());
      var segments = model.segmentFigures();
      printf(
          "%-24s %9s %8d %8s %8s %8s %8.3f%n",
          "",
          "segments",
          segments.count(),
          percent(segments.accuracy()),
          percent(segments.uar()),
          percent(segments.macroF1()),
          model.segmentCalibrationError());
    }
    evaluation.models().forEach(this::details);
    for (var c : evaluation.comparisons()) {
      printf(
          "%n%s less %s: UAR %+.1f points (95 %%: %+.1f to %+.1f), accuracy %+.1f (%+.1f to %+.1f), %d"
              + " segments, drawn by %s.%n",
          c.second(),
          c.first(),
          100 * c.uar().value(),
          100 * c.uar().low(),
          100 * c.uar().high(),
          100 * c.accuracy().value(),
          100 * c.accuracy().low(),
          100 * c.accuracy().high(),
          c.segments(),
          c.bySensor() ? "sensor" : "segment");
    }
  }

  private void details(ModelFigures model) {
    printf(
        "%n%s: %s of labelled windows with speech answered, %s of them right; spans of an emotion F1"
            + " %s (beginnings within %.1f s); heard after %.1f s (median), %.1f s (95 %%).%n",
        model.name(),
        percent(model.answered().share()),
        percent(model.answered().accuracy()),
        percent(model.spans().all().f1()),
        model.spans().collarMs() / 1e3,
        model.spans().delayP50Ms() / 1e3,
        model.spans().delayP95Ms() / 1e3);
    if (model.rules().stream().anyMatch(rule -> rule.raised() > 0 || rule.episodes() > 0)) {
      printf(
          "%-22s %-20s %7s %8s %8s %6s %6s %8s %7s %7s %9s%n",
          "rules",
          "rule",
          "raised",
          "episodes",
          "detected",
          "held",
          "missed",
          "false/h",
          "p50 s",
          "p95 s",
          "unjudged");
    }
    model.rules().forEach(this::rule);
  }

  private void rule(RuleFigures rule) {
    if (rule.raised() == 0 && rule.episodes() == 0) {
      return;
    }
    if (!rule.judged()) {
      printf("%-22s %-20s %7d%n", rule.rules(), rule.rule(), rule.raised());
      return;
    }
    printf(
        "%-22s %-20s %7d %8d %8d %6d %6d %8.1f %7.1f %7.1f %9d%n",
        rule.rules(),
        rule.rule(),
        rule.raised(),
        rule.episodes(),
        rule.detected(),
        rule.heldBack(),
        rule.missed(),
        rule.falsePerHour(),
        rule.delayP50Ms() / 1e3,
        rule.delayP95Ms() / 1e3,
        rule.unjudged());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private void printf(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }
}
