package io.tenor.trainer.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.trainer.evaluation.Ablation;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.LearningCurve;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.PaperRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The paper's Table IV beside what our trainer makes of it.
 *
 * @param corpus its name
 * @param dataSha256 hash of its files
 * @param protocol how it was divided, in words
 * @param size height and width of the pictures
 * @param seed of split, networks and batches
 * @param labels names in the order of the matrices
 * @param rows one a network
 */
public record AblationReport(
    String corpus,
    String dataSha256,
    String protocol,
    int size,
    long seed,
    List<String> labels,
    List<Row> rows) {

  /** Name of the accuracy that the paper reports, as a fraction; absent where it has none. */
  public static final String PAPER_ACCURACY = "paper_accuracy";

  /** Name of our accuracy, as a fraction. */
  public static final String ACCURACY = "accuracy";

  /** Name of our unweighted average recall, as a fraction. */
  public static final String UAR = "uar";

  /**
   * One network.
   *
   * @param name of the row
   * @param residuals number of residual structures
   * @param trainedValues how many values it has
   * @param multiplyAdds multiplications for one picture
   * @param settings how it was trained, in words
   * @param figures fractions by name: {@code paper_accuracy}, {@code accuracy}, {@code uar}, {@code
   *     macro_f1}
   * @param confusion rows of acted, columns of heard labels
   * @param curve how the training went
   */
  public record Row(
      String name,
      int residuals,
      int trainedValues,
      long multiplyAdds,
      String settings,
      Map<String, Double> figures,
      List<List<Integer>> confusion,
      LearningCurve curve) {
    /** Copies lists and figures, these in their order. */
    public Row {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
      confusion = List.copyOf(confusion);
    }

    static Row of(Ablation.RowResult result, Recipe recipe) {
      NetworkPlan plan = NetworkPlan.of(recipe.network());
      PaperRow row = result.row();
      ConfusionMatrix matrix = Answers.matrix(result.predictions(), recipe.network().labels());
      Map<String, Double> figures = new LinkedHashMap<>();
      row.accuracyPercent().ifPresent(percent -> figures.put(PAPER_ACCURACY, percent / 100));
      figures.put(ACCURACY, matrix.accuracy());
      figures.put(UAR, matrix.unweightedAverageRecall());
      figures.put("macro_f1", matrix.macroF1());
      return new Row(
          row.key(),
          row.residuals(),
          plan.trainedValues(),
          plan.multiplyAdds(),
          recipe.describe(),
          figures,
          matrix.rows(),
          result.curve());
    }
  }

  /** Copies the lists. */
  public AblationReport {
    labels = List.copyOf(labels);
    rows = List.copyOf(rows);
  }

  /** The rows of an ablation. */
  public static List<Row> rows(List<Ablation.RowResult> results, Map<PaperRow, Recipe> recipes) {
    List<Row> rows = new ArrayList<>();
    results.forEach(result -> rows.add(Row.of(result, recipes.get(result.row()))));
    return rows;
  }

  /** Writes the report as JSON, making its folder. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
  }
}
