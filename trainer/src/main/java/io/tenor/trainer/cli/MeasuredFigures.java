package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.report.Report;
import io.tenor.trainer.report.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The reports that a model is to carry: one a protocol, all of the recipe and the recordings that
 * the model is trained with. A model's calibration is that of the leave-one-corpus-out report if it
 * is there, else of the leave-one-speaker-out report, else of the first; by it a model that is
 * trained is known again.
 */
final class MeasuredFigures {

  /** A temperature and a threshold are the same if they differ by less. */
  private static final double SAME = 1e-9;

  private static final String LOCO = "loco";

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
   * @param settings what figures of it are measured with
   * @throws IllegalArgumentException in one sentence, if one does not
   */
  void check(Corpus corpus, Recipe recipe, String settings) {
    checkProtocols();
    reports.forEach(
        (file, report) -> {
          if (!report.trainingDataSha256().equals(corpus.sha256())) {
            throw refused(file, "on other recordings than --corpus holds");
          }
          if (isLoco(report) ? report.corporaLeftOut() < 2 : heardSome(report, corpus)) {
            throw refused(
                file,
                isLoco(report)
                    ? "on one corpus only, and a calibration needs two that were not heard"
                    : "on some of the speakers only");
          }
          if (!report.settings().equals(settings)
              || !report.seeds().contains(recipe.settings().seed())) {
            throw refused(file, "with another network, --steps, --batch, --noise or --seed");
          }
        });
  }

  /**
   * Makes sure that the reports speak of a model that is trained: one is that by which it was
   * calibrated, and the others are of the same networks and recordings.
   *
   * @throws IllegalArgumentException in one sentence, if one does not
   */
  void check(ModelMetadata model) {
    checkProtocols();
    Path calibrating = calibrating().orElseThrow();
    Report own = reports.get(calibrating);
    if (!own.trainingDataSha256().equals(model.trainingDataSha256())) {
      throw new IllegalArgumentException(
          "%s was measured on other recordings than the model was trained on."
              .formatted(calibrating));
    }
    if (Math.abs(own.served().temperature() - model.temperature()) > SAME
        || Math.abs(own.served().unknownThreshold() - model.unknownThreshold()) > SAME) {
      throw new IllegalArgumentException(
          "The model was not calibrated by %s: give the report that it was trained with, and others beside it."
              .formatted(calibrating));
    }
    reports.forEach(
        (file, report) -> {
          boolean alike =
              isLoco(report)
                  || isLoco(own)
                  || report.utterancesOfTraining() == own.utterancesOfTraining();
          if (!report.trainingDataSha256().equals(own.trainingDataSha256()) || !alike) {
            throw differs(file, calibrating, "on other recordings than");
          }
          if (!report.settings().equals(own.settings())
              || Collections.disjoint(report.seeds(), own.seeds())) {
            throw differs(
                file,
                calibrating,
                "with another network, --steps, --batch, --noise or --seed than");
          }
        });
  }

  /** A corpus may be left out of one report and not of another: each is named in its figures. */
  private static boolean isLoco(Report report) {
    return report.protocol().equals(LOCO);
  }

  private static boolean heardSome(Report report, Corpus corpus) {
    return report.utterancesOfTraining() != corpus.utterances().size();
  }

  private static IllegalArgumentException differs(Path file, Path other, String how) {
    return new IllegalArgumentException("%s was measured %s %s.".formatted(file, how, other));
  }

  private void checkProtocols() {
    Map<String, Path> byProtocol = new LinkedHashMap<>();
    reports.forEach(
        (file, report) -> {
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

  /** Corpora that were heard by networks trained on the others, in the calibrating report. */
  long corporaLeftOut() {
    return calibrating().map(file -> reports.get(file).corporaLeftOut()).orElse(0L);
  }

  /** How sure the model may be; empty without a report. */
  Optional<View> calibration() {
    return calibrating().map(file -> reports.get(file).served());
  }

  private Optional<Path> calibrating() {
    return of(LOCO).or(() -> of("loso")).or(() -> reports.keySet().stream().findFirst());
  }

  private Optional<Path> of(String protocol) {
    return reports.keySet().stream()
        .filter(file -> reports.get(file).protocol().equals(protocol))
        .findFirst();
  }

  /** The protocols, in the order of the reports. */
  List<String> protocols() {
    return reports.values().stream().map(Report::protocol).toList();
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
