package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.trainer.evaluation.HeardUtterance;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What reports of the same recordings under several conditions have in common.
 *
 * @param source what heard what
 * @param speakers who was heard, sorted
 * @param recordings how many, under each condition
 */
record ConditionHeader(ModelReport.Source source, List<String> speakers, int recordings) {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /** Of what was said under any of the conditions. */
  static ConditionHeader of(ModelReport.Source source, List<HeardUtterance> any) {
    return new ConditionHeader(
        source, any.stream().map(HeardUtterance::speaker).distinct().sorted().toList(), any.size());
  }

  /** All of it and what became of each condition. */
  ObjectNode json(Stream<ObjectNode> figures) {
    ObjectNode json = JSON.valueToTree(source);
    json.set("speakers", JSON.valueToTree(speakers));
    json.put("recordings", recordings);
    ArrayNode all = json.putArray("conditions");
    figures.forEach(all::add);
    return json;
  }

  /**
   * The first lines of a table, ending with an empty one.
   *
   * @param how in words, after the corpus's name, such as {@code in noise}
   */
  String text(String how) {
    return String.format(
        Locale.ROOT,
        "Model %s %s on %s %s: %d recordings of %d speakers.%s%n%n",
        source.model(),
        source.modelVersion(),
        source.corpus(),
        how,
        recordings,
        speakers.size(),
        source.trainedOnThisCorpus() ? " " + ModelReport.TRAINED_ON_IT : "");
  }
}
