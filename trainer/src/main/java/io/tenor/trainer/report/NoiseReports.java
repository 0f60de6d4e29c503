package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much noise an exported model bears on several corpora.
 *
 * @param byCorpus reports of the same conditions by the corpus's name, in its order; at least one
 */
public record NoiseReports(Map<String, NoiseReport> byCorpus) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the map. */
  public NoiseReports {
    byCorpus = new LinkedHashMap<>(byCorpus);
  }

  /** Each condition with the figures of all corpora in it. */
  private Map<String, List<CorpusFigures>> conditions() {
    Map<String, List<CorpusFigures>> conditions = new LinkedHashMap<>();
    byCorpus.forEach(
        (name, report) ->
            report
                .conditions()
                .forEach(
                    c ->
                        conditions
                            .computeIfAbsent(condition(c), k -> new ArrayList<>())
                            .add(
                                new CorpusFigures(
                                    name,
                                    report.recordings(),
                                    false,
                                    Map.of(condition(c), c.utterances())))));
    return conditions;
  }

  private static String condition(NoiseFigures figures) {
    return figures
        .snrDb()
        .map(snr -> String.format(Locale.ROOT, "%s, %.0f dB", figures.noise(), snr))
        .orElse(figures.noise());
  }

  /** One corpus as it is; several as a list, with their means, as one line of JSON. */
  public String json() {
    if (byCorpus.size() == 1) {
      return byCorpus.values().iterator().next().json();
    }
    ObjectNode json = JSON.createObjectNode();
    ArrayNode corpora = json.putArray("corpora");
    byCorpus.forEach((name, report) -> corpora.add(report.node().put("name", name)));
    ObjectNode mean = json.putObject("mean");
    conditions().values().forEach(figures -> mean.setAll(ModelReports.means(figures)));
    return json.toString();
  }

  /** Tables for a terminal, ending with a line break. */
  public String text() {
    StringBuilder text = new StringBuilder();
    byCorpus.values().forEach(r -> text.append(r.text()).append(System.lineSeparator()));
    conditions()
        .forEach(
            (condition, figures) ->
                text.append("%nnoise: %s".formatted(condition))
                    .append(CorpusTable.of(figures, condition)));
    return text.toString();
  }
}
