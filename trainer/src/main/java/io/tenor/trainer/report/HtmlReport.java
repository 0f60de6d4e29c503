package io.tenor.trainer.report;

import io.tenor.report.ConfusionPicture;
import io.tenor.report.Markup;
import io.tenor.report.Page;
import io.tenor.report.Percent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as one HTML file that needs no other: pictures inline, light and dark, any width. */
public final class HtmlReport {

  private final Report report;
  private final Markup page;

  private HtmlReport(Report report) {
    this.report = report;
    page = Page.open("Tenor: %s on %s".formatted(report.protocol(), report.corpus()));
  }

  /** Writes the page, making its folder. */
  public static void write(Report report, Path file) throws IOException {
    Page.write(of(report), file);
  }

  /** The page. */
  public static String of(Report report) {
    return new HtmlReport(report).page();
  }

  private String page() {
    page.element("p", report.description());
    page.element(
        "p",
        "%d recordings of %d speakers, %s. Figures are means over the seeds%s."
            .formatted(
                report.utterances(),
                report.speakers().size(),
                report.seeds().size() == 1
                    ? "seed " + report.seeds().get(0)
                    : "seeds "
                        + report.seeds().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")),
                report.views().containsKey(Report.ADAPTED)
                    ? " and, with history, over orders of each speaker's recordings"
                    : ""),
        "class",
        "quiet");
    report.views().keySet().forEach(this::cards);
    pictures();
    if (report.corpora().isEmpty()) {
      report.views().forEach(this::speakers);
    } else {
      report.views().keySet().forEach(this::corpora);
    }
    seeds();
    details();
    return Page.close(page);
  }

  private static String heading(String view) {
    return ViewTitles.title(view);
  }

  private void cards(String view) {
    String prefix = Report.prefix(report.protocol(), view);
    if (report.views().size() > 1) {
      page.element("h2", heading(view));
    }
    page.open("dl", "class", "cards");
    String deviation =
        report.seeds().size() > 1
            ? "pooled; seeds differ by %.1f (sd)".formatted(100 * figure(prefix, "uar_seed_sd"))
            : "pooled over all folds";
    card("UAR", Percent.of(report.figures().get(Report.pooledUar(prefix))), deviation);
    card("accuracy", percent(prefix, "accuracy"), "macro-F1 " + percent(prefix, "macro_f1"));
    card(
        "UAR, mean of the folds",
        percent(prefix, "uar_mean"),
        String.format(Locale.ROOT, "sd %.1f", 100 * figure(prefix, "uar_sd")));
    card(
        "calibration error",
        String.format(Locale.ROOT, "%.3f", figure(prefix, "ece")),
        String.format(Locale.ROOT, "windows %.3f", figure(prefix, "window_ece")));
    card(
        "wrong at 80 % coverage",
        percent(prefix, "error_at_80_coverage"), "of all: " + percent(prefix, "error"));
    if (report.figures().containsKey(prefix + "_happiness_as_anger")) {
      card("happiness heard as anger", percent(prefix, "happiness_as_anger"), "");
    }
    if (report.figures().containsKey(prefix + "_subset_uar")) {
      card(
          "UAR of the subset",
          percent(prefix, "subset_uar"),
          "accuracy " + percent(prefix, "subset_accuracy"));
    }
    page.close("dl");
  }

  private double figure(String prefix, String name) {
    return report.figures().get(prefix + "_" + name);
  }

  private String percent(String prefix, String name) {
    return Percent.of(figure(prefix, name));
  }

  private void card(String name, String value, String note) {
    page.open("div").element("dt", name).element("dd", value);
    if (!note.isEmpty()) {
      page.element("dd", note, "class", "quiet");
    }
    page.close("div");
  }

  private void pictures() {
    page.open("div", "class", "pictures");
    report
        .views()
        .forEach(
            (name, view) ->
                Page.picture(
                    page,
                    "What is heard" + (report.views().size() > 1 ? ": " + lower(name) : ""),
                    ConfusionPicture.of(report.labels(), view.confusion()),
                    "Percent of each acted emotion (row) that is heard as each (column)."));
    if (!report.curves().isEmpty()) {
      Page.picture(
          page,
          "Learning curves",
          Pictures.learningCurves(report),
          "Loss on augmented, smoothed training batches: it does not fall to zero.");
    }
    Page.picture(
        page,
        "Can confidence be believed?",
        Pictures.reliability(report),
        "Utterances by confidence, each read at a temperature fitted on others. Larger dots hold"
            + " more answers. Below the diagonal the model is too sure.");
    Page.picture(
        page,
        "What does saying unknown buy?",
        Pictures.riskCoverage(report),
        "Error among the surest answers, by how many are given.");
    page.close("div");
  }

  private static String lower(String view) {
    return heading(view).toLowerCase(Locale.ROOT);
  }

  private void corpora(String view) {
    page.element("h2", "Corpora" + (report.views().size() > 1 ? ", " + lower(view) : ""));
    List<String> columns = new ArrayList<>(List.of("corpus", "recordings"));
    columns.addAll(CorpusTable.titles());
    Page.openTable(page, columns);
    for (CorpusFigures corpus : report.corpora()) {
      page.open("tr");
      page.element(
          "th", corpus.corpus() + (corpus.testOnly() ? " (test only)" : ""), "scope", "row");
      page.element("td", Integer.toString(corpus.utterances()));
      CorpusTable.values(corpus, view).forEach(value -> page.element("td", value));
      page.close("tr");
    }
    Page.closeTable(page);
  }

  private void speakers(String name, View view) {
    page.element("h2", "Speakers" + (report.views().size() > 1 ? ", " + lower(name) : ""));
    String prefix = Report.prefix(report.protocol(), name);
    List<String> labels =
        report.labels().stream()
            .filter(label -> report.figures().containsKey(prefix + "_recall_" + label))
            .toList();
    List<String> columns = new ArrayList<>(List.of("speaker", "recordings", "accuracy", "UAR"));
    columns.addAll(labels);
    Page.openTable(page, columns);
    for (View.Speaker speaker : view.speakers()) {
      row(
          speaker.speaker(),
          speaker.utterances(),
          speaker.accuracy(),
          speaker.uar(),
          labels.stream().map(speaker.recalls()::get).toList());
    }
    page.close("tbody").open("tfoot");
    row(
        "all",
        report.utterances(),
        figure(prefix, "accuracy"),
        report.figures().get(Report.pooledUar(prefix)),
        labels.stream().map(label -> figure(prefix, "recall_" + label)).toList());
    page.close("tfoot").close("table").close("div");
  }

  private void row(String name, int recordings, double accuracy, double uar, List<Double> recalls) {
    page.open("tr").element("th", name, "scope", "row");
    page.element("td", Integer.toString(recordings));
    page.element("td", Percent.of(accuracy)).element("td", Percent.of(uar));
    recalls.forEach(recall -> page.element("td", recall == null ? "–" : Percent.of(recall)));
    page.close("tr");
  }

  private void seeds() {
    if (report.seeds().size() < 2) {
      return;
    }
    page.element("h2", "Seeds");
    Page.openTable(page, List.of("seed", "view", "accuracy", "UAR", "macro-F1", "ECE"));
    report
        .views()
        .forEach(
            (name, view) ->
                view.seeds()
                    .forEach(
                        s -> {
                          page.open("tr");
                          page.element("th", Long.toString(s.seed()), "scope", "row");
                          page.element("td", lower(name));
                          page.element("td", Percent.of(s.accuracy()));
                          page.element("td", Percent.of(s.uar()));
                          page.element("td", Percent.of(s.macroF1()));
                          page.element("td", String.format(Locale.ROOT, "%.3f", s.ece()));
                          page.close("tr");
                        }));
    Page.closeTable(page);
  }

  private void details() {
    page.open("details").element("summary", "Confidence");
    report
        .views()
        .forEach(
            (name, view) ->
                page.element(
                    "p",
                    String.format(
                        Locale.ROOT,
                        "%s: temperature %.3f, unknown below %.3f.",
                        heading(name),
                        view.temperature(),
                        view.unknownThreshold())));
    page.element("p", report.thresholdRule()).close("details");
    page.open("details").element("summary", "All figures");
    page.open("div", "class", "wide").open("table").open("tbody");
    for (Map.Entry<String, Double> figure : report.figures().entrySet()) {
      page.open("tr").element("th", figure.getKey(), "scope", "row");
      page.element("td", String.format(Locale.ROOT, "%.4f", figure.getValue())).close("tr");
    }
    page.close("tbody").close("table").close("div").close("details");
    page.open("details").element("summary", "Settings");
    page.element("pre", report.settings());
    page.element("p", "SHA-256 of the recordings: " + report.trainingDataSha256());
    page.close("details");
  }
}
