package io.tenor.trainer.report;

import io.tenor.report.Percent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An ablation's table as texts, whatever it is written in. Beside the last step's accuracy stands
 * what it was over the last quarter of the training: mean, lowest and highest.
 */
final class AblationCells {

  /** Names of the columns. */
  static final List<String> COLUMNS =
      List.of("row", "residuals", "values", "paper", "accuracy", "UAR", "last quarter");

  private static final String NONE = "-";

  private AblationCells() {}

  /** A row, one text a column. */
  static List<String> of(AblationReport.Row row) {
    return List.of(
        row.name(),
        Integer.toString(row.residuals()),
        String.format(Locale.ROOT, "%.1f M", row.trainedValues() / 1e6),
        Optional.ofNullable(row.figures().get(AblationReport.PAPER_ACCURACY))
            .map(Percent::of)
            .orElse(NONE),
        Percent.of(row.figures().get(AblationReport.ACCURACY)),
        Percent.of(row.figures().get(AblationReport.UAR)),
        FinalAccuracy.of(row.curve()).map(AblationCells::range).orElse(NONE));
  }

  private static String range(FinalAccuracy accuracy) {
    return String.format(
        Locale.ROOT,
        "%s (%.1f to %.1f)",
        Percent.of(accuracy.mean()),
        100 * accuracy.low(),
        100 * accuracy.high());
  }
}
