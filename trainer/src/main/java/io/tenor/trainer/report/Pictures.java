package io.tenor.trainer.report;

import io.tenor.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pictures of a report. */
final class Pictures {

  private Pictures() {}

  /** Loss over training, a line a fold and their mean. */
  static String learningCurves(Report report) {
    int steps = 1;
    double highest = 0.1;
    for (Report.Curve curve : report.curves()) {
      steps = Math.max(steps, curve.steps().get(curve.steps().size() - 1));
      highest = Math.max(highest, curve.losses().stream().max(Double::compare).orElseThrow());
    }
    Plot plot =
        new Plot(
            "Learning curves: training loss over steps, a line for each of %d folds and their mean"
                .formatted(report.curves().size()),
            Plot.Axis.numbers("training steps", steps),
            Plot.Axis.numbers("training loss (cross-entropy)", highest));
    Map<Integer, List<Double>> byStep = new TreeMap<>();
    for (Report.Curve curve : report.curves()) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < curve.steps().size(); i++) {
        points.add(new double[] {curve.steps().get(i), curve.losses().get(i)});
        byStep
            .computeIfAbsent(curve.steps().get(i), step -> new ArrayList<>())
            .add(curve.losses().get(i));
      }
      plot.curve("fold", points);
    }
    List<double[]> mean = new ArrayList<>();
    byStep.forEach(
        (step, losses) -> {
          // A resumed fold may have points at other steps: a mean of few would jump.
          if (2 * losses.size() >= report.curves().size()) {
            mean.add(
                new double[] {
                  step, losses.stream().collect(Collectors.averagingDouble(loss -> loss))
                });
          }
        });
    return plot.curve("series first", mean)
        .named("fold", "each fold")
        .named("series first", "mean of the folds")
        .markup();
  }

  /** Accuracy over confidence. */
  static String reliability(Report report) {
    Plot plot =
        new Plot(
            "Reliability diagram: share of right answers over confidence; on the diagonal"
                + " confidence can be believed",
            Plot.Axis.percent("confidence of the answer", 0, 1, 0.2),
            Plot.Axis.percent("right answers", 0, 1, 0.2));
    plot.line("ideal", 0, 0, 1, 1);
    report
        .views()
        .forEach(
            (name, view) -> {
              List<double[]> points = new ArrayList<>();
              view.reliability()
                  .forEach(b -> points.add(new double[] {b.confidence(), b.accuracy(), b.share()}));
              plot.curve(ViewTitles.series(name), points)
                  .dots(ViewTitles.series(name) + " dot", points)
                  .named(ViewTitles.series(name), legend(name));
            });
    return plot.named("ideal", "ideal").markup();
  }

  /** Error over coverage. */
  static String riskCoverage(Report report) {
    double highest = 0.05;
    for (View view : report.views().values()) {
      for (View.Point point : view.riskCoverage()) {
        highest = Math.max(highest, Math.max(point.utteranceError(), point.windowError()));
      }
    }
    double top = Math.min(1, 0.1 * Math.ceil(10 * highest));
    Plot plot =
        new Plot(
            "Risk-coverage curve: share of wrong answers if only the surest are given",
            Plot.Axis.percent("answers given, the surest first", 0, 1, 0.2),
            Plot.Axis.percent("wrong answers", 0, top, top > 0.5 ? 0.2 : 0.1));
    plot.line("ideal", 0.8, 0, 0.8, top);
    report
        .views()
        .forEach(
            (name, view) -> {
              List<double[]> utterances = new ArrayList<>();
              List<double[]> windows = new ArrayList<>();
              view.riskCoverage()
                  .forEach(
                      p -> {
                        utterances.add(new double[] {p.coverage(), p.utteranceError()});
                        windows.add(new double[] {p.coverage(), p.windowError()});
                      });
              plot.curve(ViewTitles.series(name), utterances)
                  .curve(ViewTitles.series(name) + " windows", windows)
                  .named(ViewTitles.series(name), "utterances " + legend(name))
                  .named(ViewTitles.series(name) + " windows", "windows " + legend(name));
            });
    return plot.named("ideal", "80 % of the answers").markup();
  }

  private static String legend(String view) {
    return ViewTitles.title(view).toLowerCase(Locale.ROOT);
  }
}
