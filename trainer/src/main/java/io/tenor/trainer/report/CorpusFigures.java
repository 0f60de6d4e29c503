package io.tenor.trainer.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is found on one of several corpora.
 *
 * @param corpus its name
 * @param utterances how many of it are tested with each seed
 * @param testOnly whether no network was trained on it
 * @param views figures by name, such as {@code uar_own_classes}, by the view that they are of;
 *     named as those of the whole report are after their prefix
 */
public record CorpusFigures(
    String corpus, int utterances, boolean testOnly, Map<String, Map<String, Double>> views) {

  /** Copies the maps in their order. */
  public CorpusFigures {
    Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
    views.forEach(
        (view, figures) ->
            copy.put(view, Collections.unmodifiableMap(new LinkedHashMap<>(figures))));
    views = Collections.unmodifiableMap(copy);
  }

  /** Mean of a figure over the corpora that have it; NaN if none has. */
  static double mean(List<CorpusFigures> corpora, String view, String figure) {
    return corpora.stream()
        .map(c -> c.views().getOrDefault(view, Map.of()).get(figure))
        .filter(value -> value != null)
        .mapToDouble(value -> value)
        .average()
        .orElse(Double.NaN);
  }
}
