package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.report.Report;
import io.tenor.trainer.report.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The reports that a model is to carry: one a protocol, all of the recipe and the recordings that
 * the model is trained with. A model's calibration is that of the leave-one-speaker-out report if
 * it is there, else of the first report.
 */
final class MeasuredFigures {

  private final Map<Path, Report> reports = new LinkedHashMap<>();

  /** Reads the reports. */
  MeasuredFigures(Iterable<Path> files) throws IOException {
    for (Path file : files) {
      reports.put(file, Report.read(file));
    }
  }

  /**
   * Makes sure that the reports speak of the model to be trained.
   *
   * @throws IllegalArgumentException in one sentence, if one does not
   */
  void check(Corpus corpus, Recipe recipe) {
    Map<String, Path> byProtocol = new LinkedHashMap<>();
    reports.forEach(
        (file, report) -> {
          if (!report.trainingDataSha256().equals(corpus.sha256())) {
            throw refused(file, "on other recordings than --corpus holds");
          }
          if (report.utterances() != corpus.utterances().size()) {
            throw refused(file, "on some of the speakers only");
          }
          if (!report.settings().equals(recipe.describe())
              || !report.seeds().contains(recipe.settings().seed())) {
            throw refused(file, "with another network, --steps, --batch or --seed");
          }
          Path other = byProtocol.put(report.protocol(), file);
          if (other != null) {
            throw new IllegalArgumentException(
                "%s and %s are both of the protocol %s: give one of them."
                    .formatted(other, file, report.protocol()));
          }
        });
  }

  private static IllegalArgumentException refused(Path file, String how) {
    return new IllegalArgumentException(
        "%s was measured %s: run `crossvalidate` as you train, or leave --figures out."
            .formatted(file, how));
  }

  /** How sure the model may be; empty without a report. */
  Optional<View> calibration() {
    return reports.values().stream()
        .filter(report -> report.protocol().equals("loso"))
        .findFirst()
        .or(() -> reports.values().stream().findFirst())
        .map(Report::served);
  }

  /** All figures as text, by name. */
  Map<String, String> text() {
    Map<String, String> text = new TreeMap<>();
    for (Report report : reports.values()) {
      report.figures().forEach((name, v) -> text.put(name, String.format(Locale.ROOT, "%.4f", v)));
      text.put(report.prefix() + "_seeds", Integer.toString(report.seeds().size()));
    }
    return text;
  }
}
