package io.tenor.trainer.cli;

import io.tenor.trainer.evaluation.LosoReport;
import java.util.Locale;
import java.util.Map;

/** A leave-one-speaker-out report as a table for a person. */
final class LosoTable {

  private LosoTable() {}

  static String of(LosoReport report) {
    StringBuilder table = new StringBuilder();
    Map<String, Double> figures = report.figures();
    line(table, "%n%-10s %10s %10s %8s", "speaker", "recordings", "accuracy", "UAR");
    for (LosoReport.Fold fold : report.folds()) {
      line(
          table,
          "%-10s %10d %9.1f%% %7.1f%%",
          fold.speaker(),
          fold.utterances(),
          100 * fold.accuracy(),
          100 * fold.uar());
    }
    line(
        table,
        "%-10s %10d %9.1f%% %7.1f%%  (fold mean %.1f, sd %.1f)",
        "pooled",
        report.utterances(),
        100 * figures.get("loso_accuracy"),
        100 * figures.get("loso_uar_pooled"),
        100 * figures.get("loso_uar_mean"),
        100 * figures.get("loso_uar_sd"));
    matrix(table, report);
    line(table, "%nmacro-F1 %.1f %%", 100 * figures.get("loso_macro_f1"));
    if (figures.containsKey("loso_happiness_as_anger")) {
      line(table, "happiness heard as anger %.1f %%", 100 * figures.get("loso_happiness_as_anger"));
    }
    line(
        table,
        "expected calibration error %.3f (windows %.3f) at temperature %.2f",
        figures.get("loso_ece"),
        figures.get("loso_window_ece"),
        report.temperature());
    line(
        table,
        "windows wrong: %.1f %% of all, %.1f %% of the surest 80 %% (confidence from %.2f)",
        100 * figures.get("loso_window_error"),
        100 * figures.get("loso_window_error_at_80_coverage"),
        report.unknownThreshold());
    return table.toString();
  }

  private static void matrix(StringBuilder table, LosoReport report) {
    table.append(String.format("%n%-10s", "acted"));
    report.labels().forEach(label -> table.append(String.format("%10s", label)));
    line(table, "%8s", "recall");
    for (int acted = 0; acted < report.labels().size(); acted++) {
      String label = report.labels().get(acted);
      table.append(String.format("%-10s", label));
      report.confusion().get(acted).forEach(n -> table.append(String.format("%10d", n)));
      Double recall = report.figures().get("loso_recall_" + label);
      line(table, "%8s", recall == null ? "-" : percent(recall));
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
