package io.tenor.trainer.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The named figures of a view: each a mean over the seeds of the mean over a seed's orders. */
final class Figures {

  /** Share of the answers, the surest first, whose error is among the figures. */
  private static final double COVERAGE = 0.8;

  private final String prefix;
  private final List<Pass> passes;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  private Figures(String prefix, List<Pass> passes) {
    this.prefix = prefix;
    this.passes = passes;
  }

  /**
   * Computes them.
   *
   * @param prefix begins the names, such as {@code loso_adapted}
   * @param passes at least one; as many of each seed
   * @param labels names in the order of the outputs
   * @param subset speakers to give the UAR of on their own; may be empty
   */
  static Map<String, Double> of(
      String prefix, List<Pass> passes, List<String> labels, Set<String> subset) {
    Figures all = new Figures(prefix, passes);
    all.recognition(labels);
    all.confidence();
    if (!subset.isEmpty()) {
      Predicate<Pass> any = p -> p.pooled().stream().anyMatch(u -> subset.contains(u.speaker()));
      all.put("subset_accuracy", p -> p.of(subset::contains).accuracy(), any);
      all.put("subset_uar", p -> p.of(subset::contains).unweightedAverageRecall(), any);
    }
    return all.figures;
  }

  /**
   * The same where each pass is of one of several corpora, so that every figure is a mean over
   * corpora, with the recall among the labels that a corpus has.
   */
  static Map<String, Double> ofCorpora(
      String prefix, List<Pass> passes, List<String> labels, Set<String> subset) {
    Map<String, Double> all = of(prefix, passes, labels, subset);
    all.put(
        prefix + "_uar_own_classes",
        mean(passes, p -> p.matrixOfOwnLabels().unweightedAverageRecall()));
    return all;
  }

  private static Predicate<Pass> acting(int label) {
    return p -> p.matrix().acted(label) > 0;
  }

  private void recognition(List<String> labels) {
    put("accuracy", p -> p.matrix().accuracy());
    String pooledUar = Report.pooledUar(prefix);
    ToDoubleFunction<Pass> uar = p -> p.matrix().unweightedAverageRecall();
    figures.put(pooledUar, mean(passes, uar));
    figures.put(prefix + "_uar_seed_sd", seedDeviation(uar));
    put("uar_mean", p -> Spread.of(p.foldUars()).mean());
    put("uar_sd", p -> Spread.of(p.foldUars()).deviation());
    put("macro_f1", p -> p.matrix().macroF1());
    for (int label = 0; label < labels.size(); label++) {
      int index = label;
      put("recall_" + labels.get(label), p -> p.matrix().recall(index), acting(label));
    }
    int happiness = labels.indexOf("happiness");
    int anger = labels.indexOf("anger");
    if (happiness >= 0 && anger >= 0) {
      put("happiness_as_anger", p -> p.matrix().confusion(happiness, anger), acting(happiness));
    }
  }

  private void confidence() {
    put("ece", Pass::ece);
    put("window_ece", Pass::windowEce);
    put("error", p -> 1 - p.matrix().accuracy());
    put("error_at_80_coverage", p -> p.utteranceRisk().risk(COVERAGE));
    put("window_error", Pass::windowError);
    put("window_error_at_80_coverage", p -> p.windowRisk().risk(COVERAGE));
    put("answered_windows", Pass::answeredShare);
    put("answered_window_error", Pass::answeredError);
  }

  private void put(String name, ToDoubleFunction<Pass> figure) {
    figures.put(prefix + "_" + name, mean(passes, figure));
  }

  /** A mean over the passes that have the figure; none if no pass has. */
  private void put(String name, ToDoubleFunction<Pass> figure, Predicate<Pass> having) {
    List<Pass> some = passes.stream().filter(having).toList();
    if (!some.isEmpty()) {
      figures.put(prefix + "_" + name, mean(some, figure));
    }
  }

  private double seedDeviation(ToDoubleFunction<Pass> figure) {
    Map<Long, Double> bySeed =
        passes.stream()
            .collect(Collectors.groupingBy(Pass::seed, Collectors.averagingDouble(figure)));
    return Spread.of(List.copyOf(bySeed.values())).deviation();
  }

  static double mean(List<Pass> passes, ToDoubleFunction<Pass> figure) {
    return passes.stream().mapToDouble(figure).average().orElseThrow();
  }
}
