package io.tenor.streams.evaluate.recorded;

import io.tenor.corpus.Labels;
import io.tenor.report.ConfusionPicture;
import io.tenor.report.Plot;
import java.util.ArrayList;
import java.util.List;

/** The pictures of an evaluation, as SVG to be set into a page. */
final class EvaluationPictures {

  /** Lines of different models; further ones begin again. */
  private static final List<String> STYLES =
      List.of("series first", "series second", "series third", "series fourth");

  private EvaluationPictures() {}

  static String segments(ModelFigures model) {
    return ConfusionPicture.of(Labels.names(), model.confusion());
  }

  static String windows(ModelFigures model) {
    var answers = new ArrayList<>(Labels.names());
    answers.add("unknown");
    answers.add("silence");
    return ConfusionPicture.of(Labels.names(), answers, model.said());
  }

  static String reliability(List<ModelFigures> models) {
    var plot =
        new Plot(
            "Reliability diagram: share of right windows over the probability of the answer",
            Plot.Axis.percent("probability of the answer", 0, 1, 0.2),
            Plot.Axis.percent("right answers", 0, 1, 0.2));
    plot.line("ideal", 0, 0, 1, 1);
    for (int i = 0; i < models.size(); i++) {
      var points =
          models.get(i).reliability().stream()
              .map(bin -> new double[] {bin.confidence(), bin.accuracy(), bin.share()})
              .toList();
      plot.curve(style(i), points)
          .dots(style(i) + " dot", points)
          .named(style(i), models.get(i).name());
    }
    return plot.named("ideal", "ideal").markup();
  }

  static String riskCoverage(List<ModelFigures> models) {
    double highest =
        models.stream()
            .flatMap(model -> model.riskCoverage().stream())
            .mapToDouble(ModelFigures.RiskPoint::windows)
            .max()
            .orElse(0);
    double top = Math.max(0.1, Math.min(1, 0.1 * Math.ceil(10 * highest)));
    var plot =
        new Plot(
            "Risk-coverage curve: share of wrong windows if only the surest are given",
            Plot.Axis.percent("windows given, the surest first", 0, 1, 0.2),
            Plot.Axis.percent("wrong answers", 0, top, top > 0.5 ? 0.2 : top > 0.1 ? 0.1 : 0.02));
    for (int i = 0; i < models.size(); i++) {
      plot.curve(
              style(i),
              models.get(i).riskCoverage().stream()
                  .map(point -> new double[] {point.coverage(), point.windows()})
                  .toList())
          .named(style(i), models.get(i).name());
    }
    return plot.markup();
  }

  private static String style(int model) {
    return STYLES.get(model % STYLES.size());
  }
}
