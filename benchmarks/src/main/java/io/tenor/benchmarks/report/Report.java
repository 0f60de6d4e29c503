package io.tenor.benchmarks.report;

import io.tenor.benchmarks.report.Comparison.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a run came to, for a person: a table, and sentences on what got slower and what misses its
 * aim.
 *
 * @param comparisons in the order in which they are shown
 */
public record Report(List<Comparison> comparisons) {

  private static final List<String> HEADINGS =
      List.of("benchmark", "us", "B/op", "beside", "us", "ratio", "aim", "baseline", "change");

  /** The columns of words; all others hold numbers, which end at the same place. */
  private static final List<Integer> WORDS = List.of(0, 3, 8);

  /** Copies the comparisons. */
  public Report {
    comparisons = List.copyOf(comparisons);
  }

  /** The table, a line each. */
  public String table() {
    var rows = new ArrayList<List<String>>();
    rows.add(HEADINGS);
    comparisons.forEach(comparison -> rows.add(row(comparison)));
    var widths = new int[HEADINGS.size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var table = new StringBuilder();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ");
        line.append(WORDS.contains(i) ? row.get(i) + space : space + row.get(i));
      }
      table.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return table.toString();
  }

  private static List<String> row(Comparison comparison) {
    var benchmark = comparison.benchmark();
    return List.of(
        benchmark.id().toString(),
        number(benchmark.microseconds()),
        "%.0f".formatted(Math.max(0, benchmark.allocatedBytes())),
        comparison.beside().id().method(),
        number(comparison.beside().microseconds()),
        shown(comparison.ratio()),
        comparison.atMost() < Double.POSITIVE_INFINITY
            ? (comparison.missesAim() ? "> " : "<= ") + number(comparison.atMost())
            : "",
        comparison.baseline().map(Report::shown).orElse(""),
        comparison
            .baseline()
            .map(before -> changed(comparison.ratio(), before, comparison.change()))
            .orElse("new"));
  }

  private static String changed(Ratio now, Ratio before, Change change) {
    String percent =
        String.format(Locale.ROOT, "%+.0f %%", 100 * (now.value() / before.value() - 1));
    return change == Change.SAME ? percent : percent + " " + change.name().toLowerCase(Locale.ROOT);
  }

  private static String shown(Ratio ratio) {
    return number(ratio.value()) + " ±" + number(ratio.error());
  }

  /** Three digits or so, and no exponent. */
  static String number(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Those that got slower than they were. */
  public List<Comparison> slower() {
    return chosen(comparison -> comparison.change() == Change.SLOWER);
  }

  private List<Comparison> chosen(Predicate<Comparison> choice) {
    return comparisons.stream().filter(choice).toList();
  }

  /** Sentences: what got slower or faster, what is new, and what misses its aim. */
  public List<String> sentences() {
    var sentences = new ArrayList<String>();
    for (var one : chosen(comparison -> comparison.change() != Change.SAME)) {
      one.baseline()
          .ifPresent(
              before ->
                  sentences.add(
                      "%s got %s: %s of %s, %s in the baseline."
                          .formatted(
                              one.benchmark().id(),
                              one.change().name().toLowerCase(Locale.ROOT),
                              shown(one.ratio()),
                              one.beside().id().method(),
                              shown(before))));
    }
    for (var one : chosen(Comparison::missesAim)) {
      sentences.add(
          "%s misses its aim: %s of %s, not at most %s."
              .formatted(
                  one.benchmark().id(),
                  shown(one.ratio()),
                  one.beside().id().method(),
                  number(one.atMost())));
    }
    long unknown = chosen(comparison -> comparison.change() == Change.NEW).size();
    if (unknown > 0) {
      sentences.add("Not in the baseline: %d of %d.".formatted(unknown, comparisons.size()));
    }
    if (slower().isEmpty()) {
      sentences.add("Nothing got slower.");
    }
    return sentences;
  }
}
