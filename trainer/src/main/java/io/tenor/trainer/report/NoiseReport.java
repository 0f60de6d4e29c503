package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.trainer.evaluation.HeardUtterance;
import io.tenor.trainer.noise.NoiseCondition;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much noise an exported model bears.
 *
 * @param source what heard what
 * @param speakers who was heard, sorted
 * @param recordings how many, in each condition
 * @param conditions what became of them in each
 */
public record NoiseReport(
    ModelReport.Source source,
    List<String> speakers,
    int recordings,
    List<NoiseFigures> conditions) {

  /** Copies the lists. */
  public NoiseReport {
    speakers = List.copyOf(speakers);
    conditions = List.copyOf(conditions);
  }

  /**
   * Counts.
   *
   * @param heard what was said, by condition; of the same recordings, at least one
   * @param unknownThreshold how probable an emotion has to be to be said
   */
  public static NoiseReport of(
      ModelReport.Source source,
      Map<NoiseCondition, List<HeardUtterance>> heard,
      double unknownThreshold) {
    ConditionHeader header = ConditionHeader.of(source, heard.values().iterator().next());
    return new NoiseReport(
        source,
        header.speakers(),
        header.recordings(),
        heard.entrySet().stream()
            .map(entry -> NoiseFigures.of(entry.getKey(), entry.getValue(), unknownThreshold))
            .toList());
  }

  private ConditionHeader header() {
    return new ConditionHeader(source, speakers, recordings);
  }

  /** All of it as one line of JSON. */
  public String json() {
    return node().toString();
  }

  ObjectNode node() {
    return header().json(conditions.stream().map(NoiseFigures::json));
  }

  /** A table for a terminal, ending with a line break. */
  public String text() {
    StringBuilder text = new StringBuilder(header().text("in noise"));
    line(
        text,
        "%-8s %6s %8s %10s %8s %8s %9s %6s %9s %6s",
        "noise",
        "SNR",
        "windows",
        "no speech",
        "drowned",
        "unsure",
        "answered",
        "right",
        "accuracy",
        "ECE");
    conditions.forEach(figures -> row(text, figures));
    return text.toString();
  }

  private static void row(StringBuilder text, NoiseFigures f) {
    line(
        text,
        "%-8s %6s %8d %10s %8s %8s %9s %6s %9s %6s",
        f.noise(),
        f.snrDb().map(snr -> String.format(Locale.ROOT, "%.0f dB", snr)).orElse("-"),
        f.windows(),
        percent(f.silent(), f.windows()),
        percent(f.drowned(), f.windows()),
        percent(f.unsure(), f.windows()),
        percent(f.answered(), f.windows()),
        f.answered() == 0 ? "-" : percent(f.right(), f.answered()),
        String.format(Locale.ROOT, "%.1f%%", 100 * f.accuracy()),
        f.ece().map(ece -> String.format(Locale.ROOT, "%.3f", ece)).orElse("-"));
  }

  private static String percent(int part, int all) {
    return String.format(Locale.ROOT, "%.1f%%", 100.0 * part / Math.max(1, all));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
