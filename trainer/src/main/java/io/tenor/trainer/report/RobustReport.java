package io.tenor.trainer.report;

import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.robustness.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many of an exported model's answers change with microphone, room and line.
 *
 * @param source what heard what
 * @param speakers who was heard, sorted
 * @param recordings how many, by each way
 * @param conditions what became of them by each
 */
public record RobustReport(
    ModelReport.Source source,
    List<String> speakers,
    int recordings,
    List<RobustFigures> conditions) {

  /** Copies the lists. */
  public RobustReport {
    speakers = List.copyOf(speakers);
    conditions = List.copyOf(conditions);
  }

  /**
   * Counts.
   *
   * @param heard what was said, by condition, {@link Condition#CLEAN} among them; of the same
   *     recordings, at least one
   * @param unknownThreshold how probable an emotion has to be to be said
   */
  public static RobustReport of(
      ModelReport.Source source,
      Map<Condition, List<HeardUtterance>> heard,
      double unknownThreshold) {
    List<HeardUtterance> clean = heard.get(Condition.CLEAN);
    ConditionHeader header = ConditionHeader.of(source, clean);
    return new RobustReport(
        source,
        header.speakers(),
        header.recordings(),
        heard.entrySet().stream()
            .map(e -> RobustFigures.of(e.getKey(), clean, e.getValue(), unknownThreshold))
            .toList());
  }

  private ConditionHeader header() {
    return new ConditionHeader(source, speakers, recordings);
  }

  /** All of it as one line of JSON. */
  public String json() {
    return header().json(conditions.stream().map(RobustFigures::json)).toString();
  }

  /** A table for a terminal, ending with a line break. */
  public String text() {
    StringBuilder text = new StringBuilder(header().text("by other ways"));
    text.append(
        String.format(
            Locale.ROOT,
            "%-16s %8s %9s %9s %6s %7s %9s  %s%n",
            "condition",
            "changed",
            "to wrong",
            "to right",
            "UAR",
            "first",
            "coverage",
            "detail"));
    for (RobustFigures f : conditions) {
      text.append(
          String.format(
                  Locale.ROOT,
                  "%-16s %8s %9s %9s %6s %7s %9s  %s",
                  f.condition(),
                  percent(f.changed()),
                  percent(f.becameWrong()),
                  percent(f.becameRight()),
                  percent(f.uar()),
                  String.format(Locale.ROOT, "%+.3f", f.firstChange()),
                  percent(f.coverage()),
                  f.detail().orElse(""))
              .stripTrailing());
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
  }
}
