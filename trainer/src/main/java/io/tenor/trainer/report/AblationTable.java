package io.tenor.trainer.report;

import java.util.List;
import java.util.Locale;

/** An ablation as a table for a person. */
public final class AblationTable {

  private AblationTable() {}

  /** The table: the paper's figure beside ours, a row each. */
  public static String of(AblationReport report) {
    StringBuilder table = new StringBuilder("%n".formatted());
    row(table, AblationCells.COLUMNS);
    for (AblationReport.Row row : report.rows()) {
      row(table, AblationCells.of(row).stream().map(cell -> cell.replace(" %", "%")).toList());
    }
    table.append(
        String.format(
            Locale.ROOT,
            "%n%s, %d x %d, seed %d. %s%n",
            report.corpus(),
            report.size(),
            report.size(),
            report.seed(),
            report.protocol()));
    return table.toString();
  }

  private static void row(StringBuilder table, List<String> cells) {
    table.append(String.format("%-18s %9s %9s %9s %9s %9s  %s%n", cells.toArray()));
  }
}
