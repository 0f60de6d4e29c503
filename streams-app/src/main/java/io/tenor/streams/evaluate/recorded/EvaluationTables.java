package io.tenor.streams.evaluate.recorded;

import static io.tenor.streams.evaluate.recorded.EvaluationPage.percent;
import static io.tenor.streams.evaluate.recorded.EvaluationPage.text;

import io.tenor.report.Markup;
import io.tenor.report.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of an evaluation's page: sensors, spans, alerts, and how far annotators agree. */
final class EvaluationTables {

  private final Evaluation evaluation;
  private final Markup page;

  EvaluationTables(Evaluation evaluation, Markup page) {
    this.evaluation = evaluation;
    this.page = page;
  }

  void write() {
    evaluation.models().forEach(this::groups);
    spans();
    rules();
    agreement();
  }

  private void groups(ModelFigures m) {
    page.element("h2", "Sensors" + (evaluation.models().size() == 1 ? "" : ": " + m.name()));
    var columns =
        new ArrayList<>(
            List.of("sensor", "minutes", "segments", "UAR", "accuracy", "windows", "accuracy"));
    columns.addAll(m.segmentFigures().recall().keySet());
    Page.openTable(page, columns);
    m.sensors().forEach((name, group) -> group(name, group, m));
    page.close("tbody").open("tfoot");
    if (m.contexts().size() > 1) {
      m.contexts().forEach((name, group) -> group(name, group, m));
    }
    group("all", new ModelFigures.Group(m.windowFigures(), m.segmentFigures()), m);
    page.close("tfoot").close("table").close("div");
  }

  private void group(String name, ModelFigures.Group group, ModelFigures m) {
    page.open("tr").element("th", name, "scope", "row");
    cell(
        Optional.ofNullable(evaluation.recording().bySensor().get(name))
            .map(sensor -> text("%.1f", sensor.minutes()))
            .orElse("–"));
    cell(Integer.toString(group.segments().count()));
    cell(percent(group.segments().uar()));
    cell(percent(group.segments().accuracy()));
    cell(Integer.toString(group.windows().count()));
    cell(percent(group.windows().accuracy()));
    for (var label : m.segmentFigures().recall().keySet()) {
      var recall = group.segments().recall().get(label);
      cell(recall == null ? "–" : percent(recall));
    }
    page.close("tr");
  }

  private void spans() {
    page.element("h2", "Emotions as spans");
    Page.openTable(
        page, List.of("model", "emotion", "labelled", "heard", "precision", "recall", "F1"));
    for (var m : evaluation.models()) {
      m.spans().byEmotion().forEach((emotion, match) -> span(m.name(), emotion, match));
      span(m.name(), "all", m.spans().all());
    }
    Page.closeTable(page);
    page.element(
        "p",
        text(
            "A span is heard if it begins within %.1f s of the labelled one. %s",
            evaluation.models().get(0).spans().collarMs() / 1e3,
            "The delay is from the beginning of the labelled span to the end of the first window that"
                + " says so."),
        "class",
        "quiet");
  }

  private void span(String model, String emotion, SpanFigures.Match match) {
    page.open("tr").element("th", model, "scope", "row").element("td", emotion, "class", "text");
    cell(Integer.toString(match.labelled()));
    cell(Integer.toString(match.heard()));
    cell(percent(match.precision()));
    cell(percent(match.recall()));
    cell(percent(match.f1()));
    page.close("tr");
  }

  private void rules() {
    page.element("h2", "Alerts");
    Page.openTable(
        page,
        List.of(
            "model",
            "rules",
            "rule",
            "raised",
            "episodes",
            "detected",
            "held back",
            "missed",
            "false",
            "false/h",
            "p50 s",
            "p95 s",
            "not judged"));
    for (var m : evaluation.models()) {
      for (var rule : m.rules()) {
        page.open("tr").element("th", m.name(), "scope", "row");
        page.element("td", rule.rules(), "class", "text");
        page.element("td", rule.rule(), "class", "text");
        cell(Integer.toString(rule.raised()));
        judged(rule, Integer.toString(rule.episodes()));
        judged(rule, Integer.toString(rule.detected()));
        judged(rule, Integer.toString(rule.heldBack()));
        judged(rule, Integer.toString(rule.missed()));
        judged(rule, Integer.toString(rule.falseAlerts()));
        judged(rule, text("%.1f", rule.falsePerHour()));
        judged(rule, text("%.1f", rule.delayP50Ms() / 1e3));
        judged(rule, text("%.1f", rule.delayP95Ms() / 1e3));
        judged(rule, Integer.toString(rule.unjudged()));
        page.close("tr");
      }
    }
    Page.closeTable(page);
    page.element(
        "p",
        "Of rules about emotions labels tell when an alert was due. An alert that was raised where"
            + " nothing is labelled is not judged.",
        "class",
        "quiet");
  }

  private void judged(RuleFigures rule, String text) {
    cell(rule.judged() ? text : "–");
  }

  private void agreement() {
    var agreement = evaluation.labels().agreement();
    if (agreement.pairs().isEmpty()) {
      return;
    }
    page.element("h2", "Do annotators agree?");
    page.element(
        "p",
        text(
            "%.1f minutes are labelled by two or more%s.",
            agreement.sharedMs() / 6e4,
            agreement
                .alpha()
                .map(alpha -> text("; Krippendorff's alpha is %.3f", alpha))
                .orElse("")));
    Page.openTable(page, List.of("annotators", "minutes", "same label", "Cohen's kappa"));
    for (var pair : agreement.pairs()) {
      page.open("tr").element("th", pair.first() + ", " + pair.second(), "scope", "row");
      cell(text("%.1f", pair.sharedMs() / 6e4));
      cell(percent(pair.same()));
      cell(pair.kappa().map(kappa -> text("%.3f", kappa)).orElse("–"));
      page.close("tr");
    }
    Page.closeTable(page);
  }

  private void cell(String text) {
    page.element("td", text);
  }
}
