package io.tenor.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Labels;
import io.tenor.report.Percent;
import io.tenor.trainer.evaluation.FoldResult;
import io.tenor.trainer.evaluation.FoldResult.CurvePoint;
import io.tenor.trainer.evaluation.Hearing;
import io.tenor.trainer.evaluation.LeaveSpeakerOut;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.evaluation.Views;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {

  private static final String NASTY = "<b>&\"x\"";

  /** Two speakers, one of a nasty name, two seeds, two orders; mostly right. */
  private static Report report() {
    Random random = new Random(11);
    List<FoldResult> results = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      for (String speaker : List.of("03", NASTY)) {
        List<CurvePoint> curve = new ArrayList<>();
        for (int step = 20; step <= 2_000; step += 20) {
          curve.add(new CurvePoint(step, 2 * Math.exp(-step / 600.0) + 0.1 * random.nextDouble()));
        }
        Views views =
            new Views(
                Map.of(
                    Hearing.ALONE, List.of(predictions(speaker, random, 2)),
                    Hearing.HISTORY,
                        List.of(predictions(speaker, random, 3), predictions(speaker, random, 3)),
                    Hearing.MOODS, List.of(predictions(speaker, random, 2.5)),
                    Hearing.CALM, List.of(predictions(speaker, random, 3))));
        results.add(new FoldResult(seed, speaker, views, curve));
      }
    }
    return new ReportBuilder(
            new ReportBuilder.Source("EMO-DB", "0".repeat(64), "settings"),
            new LeaveSpeakerOut(List.of()),
            Labels.names(),
            Set.of("03"))
        .build(results);
  }

  private static List<Prediction> predictions(String speaker, Random random, double skill) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      List<List<Float>> windows = new ArrayList<>();
      for (int window = 0; window < 3; window++) {
        List<Float> logits = new ArrayList<>();
        for (int label = 0; label < Labels.count(); label++) {
          logits.add((float) (random.nextGaussian() + (label == i % 7 ? skill : 0)));
        }
        windows.add(logits);
      }
      predictions.add(new Prediction(speaker + i, speaker, i % 7, windows));
    }
    return predictions;
  }

  private static Document parse(String page) throws Exception {
    String xml = page.replace("<!DOCTYPE html>", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
    // When
    String page = HtmlReport.of(report());

    // Then: well-formed even as XML, although a speaker's name tries to break it
    Document document = parse(page);
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("html");
    assertThat(page)
        .doesNotContain("http:", "https:", "<script", "<link", "url(", "@import", NASTY, "NaN");
  }

  @Test
  void eachPictureHasATitleForWhoDoesNotSeeIt() throws Exception {
    // When
    NodeList figures = parse(HtmlReport.of(report())).getElementsByTagName("figure");

    // Then: four confusion matrices, curves, reliability, risk
    assertThat(figures.getLength()).isEqualTo(7);
    for (int i = 0; i < figures.getLength(); i++) {
      Element svg = (Element) ((Element) figures.item(i)).getElementsByTagName("svg").item(0);
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(svg.getAttribute("aria-label")).isNotBlank();
      assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
          .isEqualTo(svg.getAttribute("aria-label"));
    }
  }

  @Test
  void whatIsDrawnIsWhatWasMeasured() {
    // Given
    Report report = report();

    // When
    String page = HtmlReport.of(report);

    // Then
    List<Integer> anger = report.views().get(Report.PLAIN).confusion().get(0);
    assertThat(page)
        .contains(
            "anger heard as anger: %d of %d"
                .formatted(anger.get(0), anger.stream().mapToInt(n -> n).sum()))
        .contains(Percent.of(report.figures().get("loso_uar_pooled")))
        .contains(Percent.of(report.figures().get("loso_adapted_uar")))
        .contains("loso_adapted_ece", "Learning curves");
  }
}
