package io.tenor.trainer.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of several corpora as a table: one a row, and their means. */
final class CorpusTable {

  private static final String UNKNOWN = "-";

  private CorpusTable() {}

  /** A column. */
  private record Column(String title, String figure, boolean percent) {
    String value(Double value) {
      if (value == null || value.isNaN()) {
        return UNKNOWN;
      }
      return percent
          ? String.format(Locale.ROOT, "%.1f%%", 100 * value)
          : String.format(Locale.ROOT, "%.3f", value);
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("accuracy", "accuracy", true),
          new Column("UAR", "uar", true),
          new Column("own labels", "uar_own_classes", true),
          new Column("ECE", "ece", false),
          new Column("answered", "answered_windows", true),
          new Column("wrong", "answered_window_error", true),
          new Column("hap. as ang.", "happiness_as_anger", true));

  /** The heads of its columns. */
  static List<String> titles() {
    return COLUMNS.stream().map(Column::title).toList();
  }

  /** A corpus's values, in the order of the columns. */
  static List<String> values(CorpusFigures corpus, String view) {
    Map<String, Double> figures = corpus.views().getOrDefault(view, Map.of());
    return COLUMNS.stream().map(column -> column.value(figures.get(column.figure()))).toList();
  }

  /** The means over some corpora. */
  static List<String> means(List<CorpusFigures> corpora, String view) {
    return COLUMNS.stream()
        .map(column -> column.value(CorpusFigures.mean(corpora, view, column.figure())))
        .toList();
  }

  /** The table of a view, beginning with an empty line. */
  static String of(List<CorpusFigures> corpora, String view) {
    StringBuilder text = new StringBuilder();
    row(text.append(String.format("%n")), "corpus", "recordings", titles());
    for (CorpusFigures corpus : corpora) {
      String name = corpus.corpus() + (corpus.testOnly() ? " (test only)" : "");
      row(text, name, Integer.toString(corpus.utterances()), values(corpus, view));
    }
    Map<Boolean, List<CorpusFigures>> byUse =
        corpora.stream().collect(Collectors.partitioningBy(CorpusFigures::testOnly));
    byUse.forEach(
        (testOnly, some) -> {
          if (some.size() > 1) {
            row(text, testOnly ? "mean, test only" : "mean", "", means(some, view));
          }
        });
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String count, List<String> values) {
    text.append(String.format("%-28s %10s", name, count));
    values.forEach(value -> text.append(String.format("%13s", value)));
    text.append(String.format("%n"));
  }
}
