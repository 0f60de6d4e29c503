package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

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
    List<HeardUtterance> any = heard.values().iterator().next();
    return new NoiseReport(
        source,
        any.stream().map(HeardUtterance::speaker).distinct().sorted().toList(),
        any.size(),
        heard.entrySet().stream()
            .map(entry -> NoiseFigures.of(entry.getKey(), entry.getValue(), unknownThreshold))
            .toList());
  }

  /** All of it as one line of JSON. */
  public String json() {
    ObjectNode json = JSON.valueToTree(source);
    json.set("speakers", JSON.valueToTree(speakers));
    json.put("recordings", recordings);
    ArrayNode all = json.putArray("conditions");
    conditions.forEach(figures -> all.add(figures.json()));
    return json.toString();
  }

  /** A table for a terminal, ending with a line break. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "Model %s %s on %s in noise: %d recordings of %d speakers.%s%n",
        source.model(),
        source.modelVersion(),
        source.corpus(),
        recordings,
        speakers.size(),
        source.trainedOnThisCorpus() ? " " + ModelReport.TRAINED_ON_IT : "");
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
