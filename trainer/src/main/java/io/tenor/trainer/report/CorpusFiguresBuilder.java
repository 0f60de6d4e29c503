package io.tenor.trainer.report;

import io.tenor.corpus.CombinedCorpus;
import io.tenor.trainer.evaluation.LeaveCorpusOut;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.evaluation.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the figures of each of several corpora and their means. Where a corpus is left out, the
 * means are the protocol's figures; where a speaker is, those are pooled over all speakers and the
 * means over corpora stand beside them ({@code loso_corpora_uar}). Corpora that are only tested
 * have means of their own ({@code loco_test_only_uar}).
 */
final class CorpusFiguresBuilder {

  private final Protocol protocol;
  private final List<String> labels;
  private final List<String> corpora;
  private final Map<String, Map<String, Map<String, Double>>> views = new LinkedHashMap<>();
  private final Map<String, Integer> utterances = new LinkedHashMap<>();
  private final Map<String, Boolean> testOnly = new LinkedHashMap<>();

  /**
   * Prepares.
   *
   * @param corpora names; empty if there is only one
   */
  CorpusFiguresBuilder(Protocol protocol, List<String> labels, List<String> corpora) {
    this.protocol = protocol;
    this.labels = labels;
    this.corpora = corpora.stream().sorted().toList();
  }

  /** Computes each corpus's figures of a view. */
  void add(String view, List<Pass> passes) {
    for (String corpus : corpora) {
      List<Pass> own = of(corpus, passes);
      if (!own.isEmpty()) {
        Prediction any = own.get(0).pooled().get(0);
        utterances.put(corpus, own.get(0).pooled().size());
        testOnly.put(corpus, !protocol.calibrates(any));
        Map<String, Double> figures = new LinkedHashMap<>();
        Figures.ofCorpora("", own, labels, Set.of())
            .forEach((name, value) -> figures.put(name.substring(1), value)); // less an underscore
        views.computeIfAbsent(corpus, c -> new LinkedHashMap<>()).put(view, figures);
      }
    }
  }

  /**
   * The figures of a view over all corpora.
   *
   * @param prefix begins their names
   * @param subset speakers to give the UAR of on their own; may be empty
   */
  Map<String, Double> means(String prefix, List<Pass> passes, Set<String> subset) {
    List<Pass> trained = new ArrayList<>();
    List<Pass> tested = new ArrayList<>();
    for (String corpus : corpora) {
      (testOnly.getOrDefault(corpus, false) ? tested : trained).addAll(of(corpus, passes));
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    if (!(protocol instanceof LeaveCorpusOut)) {
      figures.putAll(Figures.of(prefix, passes, labels, subset));
      figures.putAll(Figures.ofCorpora(prefix + "_corpora", trained, labels, Set.of()));
      return figures;
    }
    List<Pass> main = trained.isEmpty() ? tested : trained;
    figures.putAll(Figures.ofCorpora(prefix, main, labels, subset));
    figures.put(prefix + "_uar_sd", deviation(main));
    if (!tested.isEmpty()) {
      figures.putAll(Figures.ofCorpora(prefix + "_test_only", tested, labels, Set.of()));
    }
    return figures;
  }

  /** Deviation between corpora of their mean UAR. */
  private static double deviation(List<Pass> passes) {
    Map<String, List<Pass>> byCorpus = new LinkedHashMap<>();
    for (Pass pass : passes) {
      byCorpus.computeIfAbsent(corpusOf(pass.pooled().get(0)), c -> new ArrayList<>()).add(pass);
    }
    return Spread.of(
            byCorpus.values().stream()
                .map(own -> Figures.mean(own, p -> p.matrix().unweightedAverageRecall()))
                .toList())
        .deviation();
  }

  private static List<Pass> of(String corpus, List<Pass> passes) {
    return passes.stream()
        .map(pass -> pass.only(p -> corpusOf(p).equals(corpus)))
        .filter(pass -> !pass.pooled().isEmpty())
        .toList();
  }

  private static String corpusOf(Prediction prediction) {
    return CombinedCorpus.corpusOf(prediction.speaker());
  }

  /** What was added, by corpus. */
  List<CorpusFigures> build() {
    List<CorpusFigures> all = new ArrayList<>();
    views.forEach(
        (corpus, own) ->
            all.add(new CorpusFigures(corpus, utterances.get(corpus), testOnly.get(corpus), own)));
    return all;
  }
}
