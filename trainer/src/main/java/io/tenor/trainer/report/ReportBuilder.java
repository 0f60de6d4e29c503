package io.tenor.trainer.report;

import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.FoldResult;
import io.tenor.trainer.evaluation.FoldResult.CurvePoint;
import io.tenor.trainer.evaluation.Hearing;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.evaluation.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Computes a {@link Report} of all folds' results. */
public final class ReportBuilder {

  /** More would only make files longer. */
  private static final int CURVE_POINTS = 60;

  /**
   * Where predictions come from.
   *
   * @param corpus name of the corpus
   * @param sha256 hash of its files
   * @param settings of the training, in words
   */
  public record Source(String corpus, String sha256, String settings) {}

  private final Source source;
  private final Protocol protocol;
  private final List<String> labels;
  private final Set<String> subset;
  private final List<String> corpora;

  /**
   * Prepares.
   *
   * @param source where the predictions come from
   * @param protocol that the folds are of
   * @param labels names in the order of the outputs
   * @param subset speakers to give the UAR of on their own; may be empty
   */
  public ReportBuilder(Source source, Protocol protocol, List<String> labels, Set<String> subset) {
    this(source, protocol, labels, subset, List.of());
  }

  /**
   * Prepares, of several corpora.
   *
   * @param corpora names of all of them; empty if there is only one, which has no name
   */
  public ReportBuilder(
      Source source,
      Protocol protocol,
      List<String> labels,
      Set<String> subset,
      List<String> corpora) {
    this.source = source;
    this.protocol = protocol;
    this.labels = List.copyOf(labels);
    this.subset = Set.copyOf(subset);
    this.corpora = List.copyOf(corpora);
  }

  /**
   * Computes everything.
   *
   * @param results all folds of all seeds, at least one
   */
  public Report build(List<FoldResult> results) {
    Map<Long, List<FoldResult>> bySeed = new TreeMap<>();
    results.forEach(r -> bySeed.computeIfAbsent(r.seed(), s -> new ArrayList<>()).add(r));
    List<Pass> plain = passes(bySeed, Hearing.ALONE);
    Map<String, Double> figures = new LinkedHashMap<>();
    Map<String, View> views = new LinkedHashMap<>();
    CorpusFiguresBuilder byCorpus = new CorpusFiguresBuilder(protocol, labels, corpora);
    for (Hearing hearing : Hearing.values()) {
      add(ViewTitles.name(hearing), passes(bySeed, hearing), figures, views, byCorpus);
    }
    TreeSet<String> speakers = new TreeSet<>();
    plain.get(0).pooled().forEach(p -> speakers.add(p.speaker()));
    return new Report(
        protocol.name(),
        protocol.describe(),
        source.corpus(),
        source.sha256(),
        plain.get(0).pooled().size(),
        List.copyOf(speakers),
        List.copyOf(bySeed.keySet()),
        source.settings(),
        protocol.unknown().rule(),
        labels,
        figures,
        views,
        results.stream().map(this::fold).toList(),
        results.stream().filter(r -> !r.curve().isEmpty()).map(ReportBuilder::curve).toList(),
        byCorpus.build());
  }

  /** One pass for each seed and each order that all of its folds were heard in. */
  private List<Pass> passes(Map<Long, List<FoldResult>> bySeed, Hearing hearing) {
    List<Pass> passes = new ArrayList<>();
    bySeed.forEach(
        (seed, folds) -> {
          int common = folds.stream().mapToInt(f -> f.views().of(hearing).size()).min().orElse(0);
          for (int order = 0; order < common; order++) {
            Map<String, List<Prediction>> predictions = new LinkedHashMap<>();
            for (FoldResult fold : folds) {
              predictions.put(fold.fold(), fold.views().of(hearing).get(order));
            }
            passes.add(Pass.of(seed, predictions, labels.size(), protocol));
          }
        });
    return passes;
  }

  private void add(
      String view,
      List<Pass> passes,
      Map<String, Double> figures,
      Map<String, View> views,
      CorpusFiguresBuilder byCorpus) {
    if (passes.isEmpty()) {
      return; // the network has no use for a history
    }
    String prefix = Report.prefix(protocol.name(), view);
    if (corpora.isEmpty()) {
      figures.putAll(Figures.of(prefix, passes, labels, subset));
    } else {
      byCorpus.add(view, passes);
      figures.putAll(byCorpus.means(prefix, passes, subset));
    }
    views.put(view, new ViewBuilder(passes, labels, protocol).build());
  }

  private Report.FoldFigures fold(FoldResult result) {
    ConfusionMatrix matrix = Answers.matrix(result.views().alone(), labels.size());
    return new Report.FoldFigures(
        result.seed(),
        result.fold(),
        result.views().alone().size(),
        matrix.accuracy(),
        matrix.unweightedAverageRecall());
  }

  /** The curve with neighbours averaged until it has few enough points. */
  private static Report.Curve curve(FoldResult result) {
    List<CurvePoint> points = result.curve();
    int group = (points.size() + CURVE_POINTS - 1) / CURVE_POINTS;
    List<Integer> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int from = 0; from < points.size(); from += group) {
      List<CurvePoint> some = points.subList(from, Math.min(points.size(), from + group));
      steps.add(some.get(some.size() - 1).step());
      losses.add(some.stream().mapToDouble(CurvePoint::loss).average().orElseThrow());
    }
    return new Report.Curve(result.seed(), result.fold(), steps, losses);
  }
}
