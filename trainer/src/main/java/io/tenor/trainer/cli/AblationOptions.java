package io.tenor.trainer.cli;

import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.network.PaperRow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of the ablation. */
final class AblationOptions extends TrainingOptions {

  private static final int STEPS = 2000;
  private static final String ALL = "all";

  @Option(
      names = "--rows",
      paramLabel = "NAME",
      split = ",",
      defaultValue = ALL,
      description = "Rows to train, separated by commas, or all (default).")
  private List<String> names;

  @Override
  boolean paper() {
    return true;
  }

  @Override
  int defaultSteps() {
    return STEPS;
  }

  /** The rows that were asked for and how to train each, in the table's order for all of them. */
  Map<PaperRow, Recipe> recipes() {
    oneCorpus("ablate");
    List<PaperRow> rows =
        names.equals(List.of(ALL))
            ? Arrays.asList(PaperRow.values())
            : names.stream().map(this::row).toList();
    Map<PaperRow, Recipe> recipes = new LinkedHashMap<>();
    rows.forEach(row -> recipes.put(row, paper(row)));
    return recipes;
  }
}
