package io.tenor.trainer.report;

import io.tenor.report.Markup;
import io.tenor.report.Page;
import io.tenor.report.Plot;
import io.tenor.trainer.evaluation.LearningCurve;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** An ablation as one HTML file: the table, and how each network's training went. */
public final class AblationPage {

  private AblationPage() {}

  /** Writes the page, making its folder. */
  public static void write(AblationReport report, Path file) throws IOException {
    Page.write(of(report), file);
  }

  /** The page. */
  public static String of(AblationReport report) {
    Markup page =
        Page.open(
            "Tenor: the paper's networks on %s at %2$d x %2$d"
                .formatted(report.corpus(), report.size()));
    page.element("p", report.protocol());
    page.element(
        "p",
        "Accuracy is that of the last step. One step's network can be ten points better or worse"
            + " than the next one's: beside it is what the held-out accuracy was over the last"
            + " quarter of the training.",
        "class",
        "quiet");
    table(page, report.rows());
    page.open("div", "class", "pictures");
    report.rows().stream()
        .filter(row -> !row.curve().points().isEmpty())
        .forEach(row -> Page.picture(page, row.name(), curves(row), caption(row)));
    page.close("div");
    page.open("details").element("summary", "Settings");
    report.rows().forEach(row -> page.element("pre", row.settings()));
    page.element("p", "Seed " + report.seed() + ".");
    page.element("p", "SHA-256 of the recordings: " + report.dataSha256()).close("details");
    return Page.close(page);
  }

  private static void table(Markup page, List<AblationReport.Row> rows) {
    Page.openTable(page, AblationCells.COLUMNS);
    for (AblationReport.Row row : rows) {
      List<String> cells = AblationCells.of(row);
      page.open("tr").element("th", cells.get(0), "scope", "row");
      cells.stream().skip(1).forEach(cell -> page.element("td", cell));
      page.close("tr");
    }
    Page.closeTable(page);
  }

  private static String curves(AblationReport.Row row) {
    List<LearningCurve.Point> points = row.curve().points();
    int steps = points.get(points.size() - 1).step();
    Plot plot =
        new Plot(
            "Accuracy of %s over %d training steps, on the training's pictures and on those held out"
                .formatted(row.name(), steps),
            Plot.Axis.numbers("training steps", steps),
            Plot.Axis.percent("accuracy", 0, 1, 0.2));
    Double paper = row.figures().get(AblationReport.PAPER_ACCURACY);
    if (paper != null) {
      plot.line("ideal", 0, paper, steps, paper).named("ideal", "the paper's figure");
    }
    return plot.curve("series second windows", of(points, LearningCurve.Point::accuracy))
        .curve("series first", of(points, LearningCurve.Point::validationAccuracy))
        .named("series first", "held out")
        .named("series second windows", "training, augmented")
        .markup();
  }

  private static List<double[]> of(
      List<LearningCurve.Point> points, ToDoubleFunction<LearningCurve.Point> value) {
    return points.stream()
        .map(point -> new double[] {point.step(), value.applyAsDouble(point)})
        .toList();
  }

  private static String caption(AblationReport.Row row) {
    return "%d residual structures, %.1f million values, %.0f million multiplications a picture."
        .formatted(row.residuals(), row.trainedValues() / 1e6, row.multiplyAdds() / 1e6);
  }
}
