package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.corpus.Labels;
import io.tenor.trainer.evaluation.HeardOrder;
import io.tenor.trainer.evaluation.HeardUtterance;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file with what a model said of every recording in every way of hearing, one line of JSON each:
 * whatever is to be found out later, of several models together too, needs no hearing again.
 */
public final class KeptAnswers {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double DECIMALS = 1e6;

  private KeptAnswers() {}

  /**
   * Writes the file, making its folder; probabilities have six decimals.
   *
   * @param said by the corpus's name and the way of hearing
   */
  public static void write(Path file, Map<String, Map<HeardOrder, List<HeardUtterance>>> said)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, Map<HeardOrder, List<HeardUtterance>>> corpus : said.entrySet()) {
        for (Map.Entry<HeardOrder, List<HeardUtterance>> way : corpus.getValue().entrySet()) {
          for (HeardUtterance heard : way.getValue()) {
            out.write(line(corpus.getKey(), way.getKey(), heard));
            out.newLine();
          }
        }
      }
    }
  }

  private static String line(String corpus, HeardOrder way, HeardUtterance heard) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("corpus", corpus)
            .put("hearing", way.label())
            .put("utterance", heard.utterance())
            .put("speaker", heard.speaker())
            .put("label", Labels.of(heard.label()).label());
    row(json.putArray("probabilities"), heard.posterior());
    ArrayNode windows = json.putArray("windows");
    heard.windows().forEach(window -> row(windows.addArray(), window));
    ArrayNode audibility = json.putArray("audibility");
    heard.audibility().forEach(a -> audibility.add(a.name().toLowerCase(Locale.ROOT)));
    return json.toString();
  }

  private static void row(ArrayNode into, double[] probabilities) {
    for (double p : probabilities) {
      into.add(Math.round(p * DECIMALS) / DECIMALS);
    }
  }
}
