package io.tenor.streams.evaluate.recorded;

import io.tenor.report.Markup;
import io.tenor.report.Page;
import io.tenor.streams.evaluate.recorded.Evaluator.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** An evaluation as one HTML file that needs no other: light and dark, any width. */
public final class EvaluationPage {

  private final Evaluation evaluation;
  private final Markup page;

  private EvaluationPage(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.page =
        Page.open("Tenor: evaluation of " + String.join(", ", evaluation.recording().topics()));
  }

  /** Writes the page, making its folder. */
  public static void write(Evaluation evaluation, List<Picture> worst, Path file)
      throws IOException {
    Page.write(of(evaluation, worst), file);
  }

  /** The page. */
  static String of(Evaluation evaluation, List<Picture> worst) {
    return new EvaluationPage(evaluation).page(worst);
  }

  private String page(List<Picture> worst) {
    recording();
    findings();
    evaluation.models().forEach(this::cards);
    comparisons();
    pictures();
    worst(worst);
    new EvaluationTables(evaluation, page).write();
    return Page.close(page);
  }

  private void recording() {
    var r = evaluation.recording();
    var labels = evaluation.labels();
    page.element(
        "p",
        text(
            "%d sensors, %.2f hours of audio from %s to %s%s.",
            r.sensors(),
            r.hours(),
            r.from().truncatedTo(ChronoUnit.SECONDS),
            r.to().truncatedTo(ChronoUnit.SECONDS),
            r.span().isEmpty() ? "" : ", " + r.span()));
    page.element(
        "p",
        text(
            "%d labels by %s come to %d segments of %.2f hours. A segment is answered by the mean of"
                + " its windows; figures are of what is most probable, whether or not the monitor"
                + " was sure enough to say so.",
            labels.labels(),
            labels.annotators().isEmpty() ? "nobody" : String.join(", ", labels.annotators()),
            labels.segments(),
            labels.hours()),
        "class",
        "quiet");
  }

  private void findings() {
    if (evaluation.findings().isEmpty()) {
      return;
    }
    page.element("h2", "What to know about these figures").open("ul", "class", "findings");
    evaluation.findings().forEach(finding -> page.element("li", finding.text()));
    page.close("ul");
  }

  private void cards(ModelFigures m) {
    page.element("h2", evaluation.models().size() == 1 ? m.version() : heading(m));
    page.open("dl", "class", "cards");
    card(
        "UAR of segments",
        percent(m.segmentFigures().uar()),
        text("%d segments", m.segmentFigures().count()));
    card(
        "accuracy of segments",
        percent(m.segmentFigures().accuracy()),
        "macro-F1 " + percent(m.segmentFigures().macroF1()));
    card(
        "UAR of windows",
        percent(m.windowFigures().uar()),
        text("%d windows", m.windowFigures().count()));
    card(
        "accuracy of windows",
        percent(m.windowFigures().accuracy()),
        "macro-F1 " + percent(m.windowFigures().macroF1()));
    card(
        "answered",
        percent(m.answered().share()),
        "of these right: " + percent(m.answered().accuracy()));
    card(
        "calibration error",
        text("%.3f", m.windowCalibrationError()),
        text("segments %.3f", m.segmentCalibrationError()));
    card(
        "heard in time",
        text("%.1f s", m.spans().delayP50Ms() / 1e3),
        text("median; 95 %%: %.1f s", m.spans().delayP95Ms() / 1e3));
    card(
        "F1 of spans",
        percent(m.spans().all().f1()),
        text("beginnings within %.1f s", m.spans().collarMs() / 1e3));
    page.close("dl");
    page.element(
        "p",
        text(
            "Model %s, SHA-256 %s; %.1f s for %d windows. Labelled windows: %d as an emotion, %d"
                + " unknown, %d silent. Segments: %d scored, %d silent, %d without audio. Windows with"
                + " speech and without a label: %d.",
            m.version(),
            m.sha256().substring(0, 12),
            m.seconds(),
            m.windows(),
            m.labelled().emotion(),
            m.labelled().unknown(),
            m.labelled().silence(),
            m.segments().spoken(),
            m.segments().silent(),
            m.segments().unheard(),
            m.unlabelledSpeech()),
        "class",
        "quiet");
  }

  private static String heading(ModelFigures m) {
    return m.name() + ", " + m.version();
  }

  private void card(String name, String value, String note) {
    page.open("div").element("dt", name).element("dd", value);
    page.element("dd", note, "class", "quiet").close("div");
  }

  private void comparisons() {
    if (evaluation.comparisons().isEmpty()) {
      return;
    }
    page.element("h2", "Differences");
    Page.openTable(page, List.of("model", "segments", "UAR", "95 %", "accuracy", "95 %"));
    for (var c : evaluation.comparisons()) {
      page.open("tr").element("th", c.second() + " less " + c.first(), "scope", "row");
      cell(Integer.toString(c.segments()));
      cell(points(c.uar().value()));
      cell(points(c.uar().low()) + " to " + points(c.uar().high()));
      cell(points(c.accuracy().value()));
      cell(points(c.accuracy().low()) + " to " + points(c.accuracy().high()));
      page.close("tr");
    }
    Page.closeTable(page);
    page.element(
        "p",
        text(
            "Percentage points; paired bootstrap over %s, %d draws, percentile interval.",
            evaluation.comparisons().get(0).bySensor() ? "sensors" : "segments",
            evaluation.comparisons().get(0).draws()),
        "class",
        "quiet");
  }

  private void pictures() {
    page.open("div", "class", "pictures");
    for (var m : evaluation.models()) {
      var whose = evaluation.models().size() == 1 ? "" : ": " + m.name();
      Page.picture(
          page,
          "What is heard of segments" + whose,
          EvaluationPictures.segments(m),
          "Percent of each labelled emotion (row) that is heard as each (column).");
      Page.picture(
          page,
          "What is said of windows" + whose,
          EvaluationPictures.windows(m),
          "The same of windows, as the monitor says it: with unknown and silence.");
    }
    Page.picture(
        page,
        "Can confidence be believed?",
        EvaluationPictures.reliability(evaluation.models()),
        "Windows by the probability of the answer. Larger dots hold more of them. Below the diagonal"
            + " a model is too sure.");
    Page.picture(
        page,
        "What does saying unknown buy?",
        EvaluationPictures.riskCoverage(evaluation.models()),
        "Wrong answers among the surest windows, by how many are given.");
    page.close("div");
  }

  private void worst(List<Picture> worst) {
    if (worst.isEmpty()) {
      return;
    }
    page.element("h2", "The worst windows of " + evaluation.models().get(0).name());
    page.element(
        "p",
        "What the model was surest of and wrong about, one window a segment: two seconds, 0 to 8 kHz"
            + " on the mel scale. These pictures are made of people's speech.",
        "class",
        "quiet");
    page.open("div", "class", "pictures");
    for (var picture : worst) {
      page.open("figure")
          .empty(
              "img",
              "alt",
              "Spectrogram: " + picture.title(),
              "src",
              "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png()))
          .element("figcaption", picture.title())
          .close("figure");
    }
    page.close("div");
  }

  private void cell(String text) {
    page.element("td", text);
  }

  static String percent(double share) {
    return text("%.1f %%", 100 * share);
  }

  private static String points(double share) {
    return text("%+.1f", 100 * share);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
