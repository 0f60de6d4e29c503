package io.tenor.trainer.report;

import java.util.Locale;

/**
 * An ablation as a table for a person. Beside the last step's accuracy stands what it was over the
 * last quarter of the training: mean, lowest and highest.
 */
public final class AblationTable {

  private AblationTable() {}

  /** The table: the paper's figure beside ours, a row each. */
  public static String of(AblationReport report) {
    StringBuilder table = new StringBuilder();
    line(
        table,
        "%n%-18s %9s %9s %9s %9s %9s  %s",
        "row",
        "residuals",
        "values",
        "paper",
        "accuracy",
        "UAR",
        "last quarter");
    for (AblationReport.Row row : report.rows()) {
      Swing swing = Swing.of(row.curve());
      Double paper = row.figures().get(AblationReport.PAPER_ACCURACY);
      line(
          table,
          "%-18s %9d %7.1f M %9s %8.1f%% %8.1f%%  %.1f%% (%.1f to %.1f)",
          row.name(),
          row.residuals(),
          row.trainedValues() / 1e6,
          paper == null ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * paper),
          100 * row.figures().get(AblationReport.ACCURACY),
          100 * row.figures().get(AblationReport.UAR),
          100 * swing.mean(),
          100 * swing.low(),
          100 * swing.high());
    }
    line(
        table,
        "%n%s, %d x %d, seed %d. %s",
        report.corpus(),
        report.size(),
        report.size(),
        report.seed(),
        report.protocol());
    return table.toString();
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
