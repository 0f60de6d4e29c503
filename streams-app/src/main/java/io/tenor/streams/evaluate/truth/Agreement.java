package io.tenor.streams.evaluate.truth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far annotators agree, over the time that at least two of them have labelled; every
 * millisecond is a unit.
 *
 * @param sharedMs that time
 * @param alpha Krippendorff's alpha for nominal values (Krippendorff, "Content Analysis", 2004,
 *     chapter 11), 1 for full agreement, 0 for what chance gives; empty if nothing is shared or
 *     only one label occurs
 * @param pairs each two annotators that share some time
 */
public record Agreement(long sharedMs, Optional<Double> alpha, List<Pair> pairs) {

  /** Copies the pairs. */
  public Agreement {
    pairs = List.copyOf(pairs);
  }

  /**
   * Two annotators.
   *
   * @param sharedMs time that both have labelled
   * @param same share of it to which they gave the same label, 0 to 1
   * @param kappa Cohen's kappa (1960); empty if only one label occurs
   */
  public record Pair(
      String first, String second, long sharedMs, double same, Optional<Double> kappa) {}

  /** Adds up the time in which annotators said this or that. */
  static final class Tally {

    private long sharedMs;

    /** Pairs of values in the same unit, each weighted with its time over (values - 1). */
    private final Map<String, Map<String, Double>> coincidences = new TreeMap<>();

    private final Map<List<String>, Map<List<String>, Long>> pairs = new TreeMap<>(Tally::compare);

    private static int compare(List<String> a, List<String> b) {
      return String.join("\n", a).compareTo(String.join("\n", b));
    }

    /**
     * Adds some time.
     *
     * @param votes the label of each annotator who gave one, by annotator
     */
    void add(long ms, Map<String, String> votes) {
      if (votes.size() < 2) {
        return;
      }
      sharedMs += ms;
      double weight = (double) ms / (votes.size() - 1);
      for (var a : votes.entrySet()) {
        for (var b : votes.entrySet()) {
          if (a.getKey().equals(b.getKey())) {
            continue;
          }
          coincidences
              .computeIfAbsent(a.getValue(), label -> new TreeMap<>())
              .merge(b.getValue(), weight, Double::sum);
          if (a.getKey().compareTo(b.getKey()) < 0) {
            pairs
                .computeIfAbsent(
                    List.of(a.getKey(), b.getKey()), pair -> new TreeMap<>(Tally::compare))
                .merge(List.of(a.getValue(), b.getValue()), ms, Long::sum);
          }
        }
      }
    }

    Agreement agreement() {
      return new Agreement(
          sharedMs,
          alpha(),
          pairs.entrySet().stream().map(entry -> pair(entry.getKey(), entry.getValue())).toList());
    }

    private Optional<Double> alpha() {
      double all = 0;
      double same = 0;
      var totals = new TreeMap<String, Double>();
      for (var row : coincidences.entrySet()) {
        for (var cell : row.getValue().entrySet()) {
          all += cell.getValue();
          same += row.getKey().equals(cell.getKey()) ? cell.getValue() : 0;
          totals.merge(row.getKey(), cell.getValue(), Double::sum);
        }
      }
      return chanceCorrected(all, same, totals, totals);
    }

    private static Pair pair(List<String> names, Map<List<String>, Long> said) {
      double all = 0;
      double same = 0;
      var first = new TreeMap<String, Double>();
      var second = new TreeMap<String, Double>();
      for (var cell : said.entrySet()) {
        double ms = cell.getValue();
        all += ms;
        same += cell.getKey().get(0).equals(cell.getKey().get(1)) ? ms : 0;
        first.merge(cell.getKey().get(0), ms, Double::sum);
        second.merge(cell.getKey().get(1), ms, Double::sum);
      }
      return new Pair(
          names.get(0),
          names.get(1),
          Math.round(all),
          same / all,
          chanceCorrected(all, same, first, second));
    }

    /** 1 - observed disagreement over the expected one. */
    private static Optional<Double> chanceCorrected(
        double all, double same, Map<String, Double> first, Map<String, Double> second) {
      double byChance = 0;
      for (var label : first.entrySet()) {
        byChance += label.getValue() / all * second.getOrDefault(label.getKey(), 0.0) / all;
      }
      return all == 0 || byChance > 1 - 1e-12
          ? Optional.empty()
          : Optional.of(1 - (1 - same / all) / (1 - byChance));
    }
  }
}
