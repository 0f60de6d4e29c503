package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How well an exported model does on several corpora.
 *
 * @param reports one a corpus, at least one
 */
public record ModelReports(List<ModelReport> reports) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the list. */
  public ModelReports {
    reports = List.copyOf(reports);
  }

  private List<CorpusFigures> figures() {
    return reports.stream().map(ModelReport::hearings).toList();
  }

  /** One corpus as it is; several as a list, with their means, as one line of JSON. */
  public String json() {
    if (reports.size() == 1) {
      return reports.get(0).json();
    }
    ObjectNode json = JSON.createObjectNode();
    ArrayNode corpora = json.putArray("corpora");
    reports.forEach(r -> corpora.add(r.node().put("name", r.hearings().corpus())));
    json.set("mean", means(figures()));
    return json.toString();
  }

  /** Means over corpora by way of hearing and figure. */
  static ObjectNode means(List<CorpusFigures> corpora) {
    ObjectNode means = JSON.createObjectNode();
    Set<String> ways = new LinkedHashSet<>();
    corpora.forEach(c -> ways.addAll(c.views().keySet()));
    for (String way : ways) {
      Set<String> names = new LinkedHashSet<>();
      corpora.forEach(c -> names.addAll(c.views().get(way).keySet()));
      ObjectNode figures = means.putObject(way);
      names.forEach(name -> figures.put(name, CorpusFigures.mean(corpora, way, name)));
    }
    return means;
  }

  /** Tables for a terminal, ending with a line break. */
  public String text() {
    if (reports.size() == 1) {
      return reports.get(0).textWithHearings();
    }
    StringBuilder text = new StringBuilder();
    reports.forEach(r -> text.append(r.text()).append(System.lineSeparator()));
    return text.append(tables(figures())).toString();
  }

  /** A table for each way of hearing. */
  static String tables(List<CorpusFigures> corpora) {
    StringBuilder text = new StringBuilder();
    for (String way : corpora.get(0).views().keySet()) {
      text.append("%nheard: %s".formatted(way.replace('_', '-')));
      text.append(CorpusTable.of(corpora, way));
    }
    return text.toString();
  }
}
