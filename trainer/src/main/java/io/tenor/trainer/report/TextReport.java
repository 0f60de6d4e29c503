package io.tenor.trainer.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as tables for a terminal. */
public final class TextReport {

  private final Report report;
  private final Map<String, Double> figures;
  private final StringBuilder text = new StringBuilder();

  private TextReport(Report report) {
    this.report = report;
    figures = report.figures();
  }

  /** All tables, ending with a line break. */
  public static String of(Report report) {
    TextReport tables = new TextReport(report);
    tables.line("%n%s", report.description());
    report.views().forEach(tables::view);
    return tables.text.toString();
  }

  private void view(String name, View view) {
    String prefix = Report.prefix(report.protocol(), name);
    if (report.views().size() > 1) {
      line(
          "%n%s%s",
          ViewTitles.title(name).toUpperCase(Locale.ROOT),
          name.equals(Report.PLAIN) ? "" : " (%d passes)".formatted(view.passes()));
    }
    if (report.corpora().isEmpty()) {
      speakers(prefix, view);
    } else {
      text.append(CorpusTable.of(report.corpora(), name));
    }
    seeds(prefix, view.seeds());
    matrix(prefix, view);
    confidence(prefix, view);
  }

  private void speakers(String prefix, View view) {
    line("%n%-12s %10s %10s %8s", "speaker", "recordings", "accuracy", "UAR");
    for (View.Speaker s : view.speakers()) {
      line(
          "%-12s %10d %9.1f%% %7.1f%%",
          s.speaker(), s.utterances(), 100 * s.accuracy(), 100 * s.uar());
    }
    line(
        "%-12s %10d %9.1f%% %7.1f%%  (mean of the folds %.1f, sd %.1f)",
        "pooled",
        report.utterances(),
        percent(prefix + "_accuracy"),
        percent(Report.pooledUar(prefix)),
        percent(prefix + "_uar_mean"),
        percent(prefix + "_uar_sd"));
    if (figures.containsKey(prefix + "_subset_uar")) {
      line(
          "%-12s %10s %9.1f%% %7.1f%%",
          "subset", "", percent(prefix + "_subset_accuracy"), percent(prefix + "_subset_uar"));
    }
  }

  private void seeds(String prefix, List<View.Seed> seeds) {
    if (seeds.size() < 2) {
      return;
    }
    line("%n%-12s %10s %8s %10s %8s", "seed", "accuracy", "UAR", "macro-F1", "ECE");
    for (View.Seed s : seeds) {
      line(
          "%-12d %9.1f%% %7.1f%% %9.1f%% %8.3f",
          s.seed(), 100 * s.accuracy(), 100 * s.uar(), 100 * s.macroF1(), s.ece());
    }
    line(
        "%-12s %9.1f%% %7.1f%% %9.1f%% %8.3f  (sd of UAR %.1f)",
        "mean",
        percent(prefix + "_accuracy"),
        percent(Report.pooledUar(prefix)),
        percent(prefix + "_macro_f1"),
        figures.get(prefix + "_ece"),
        percent(prefix + "_uar_seed_sd"));
  }

  private void matrix(String prefix, View view) {
    text.append(String.format("%n%-12s", "acted"));
    report.labels().forEach(label -> text.append(String.format("%10s", label)));
    line("%8s", "recall");
    for (int acted = 0; acted < report.labels().size(); acted++) {
      String label = report.labels().get(acted);
      Double recall = figures.get(prefix + "_recall_" + label);
      if (recall != null) {
        text.append(String.format("%-12s", label));
        view.confusion().get(acted).forEach(n -> text.append(String.format("%10d", n)));
        line("%7.1f%%", 100 * recall);
      }
    }
    if (view.passes() > 1) {
      line("(counts of %d passes)", view.passes());
    }
  }

  private void confidence(String prefix, View view) {
    line("%nmacro-F1 %.1f %%", percent(prefix + "_macro_f1"));
    if (figures.containsKey(prefix + "_happiness_as_anger")) {
      line("happiness heard as anger %.1f %%", percent(prefix + "_happiness_as_anger"));
    }
    line(
        "expected calibration error %.3f (windows %.3f) at temperature %.2f",
        figures.get(prefix + "_ece"), figures.get(prefix + "_window_ece"), view.temperature());
    line(
        "utterances wrong: %.1f %% of all, %.1f %% of the surest 80 %%",
        percent(prefix + "_error"), percent(prefix + "_error_at_80_coverage"));
    line(
        "windows wrong: %.1f %% of all, %.1f %% of the surest 80 %%",
        percent(prefix + "_window_error"), percent(prefix + "_window_error_at_80_coverage"));
    line(
        "unknown below %.2f; with thresholds chosen on other speakers %.1f %% of the windows are"
            + " answered, %.1f %% of them wrong",
        view.unknownThreshold(),
        percent(prefix + "_answered_windows"),
        percent(prefix + "_answered_window_error"));
  }

  private double percent(String figure) {
    return 100 * figures.get(figure);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
