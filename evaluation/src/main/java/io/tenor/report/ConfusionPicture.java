package io.tenor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A confusion matrix as SVG: each row's shares as ground and as text. */
public final class ConfusionPicture {

  private static final double CELL_WIDTH = 72;
  private static final double CELL_HEIGHT = 48;
  private static final double LEFT = 100;
  private static final double TOP = 62;

  private ConfusionPicture() {}

  /**
   * Draws it.
   *
   * @param labels names of rows and columns
   * @param confusion counts, rows of acted and columns of heard labels; rows without a count are
   *     left out
   */
  public static String of(List<String> labels, List<List<Integer>> confusion) {
    return of(labels, labels, confusion);
  }

  /**
   * Draws one in which more may be heard than is acted.
   *
   * @param rows names of the acted emotions
   * @param columns names of what is heard; an emotion has the same name in both
   * @param counts one list a row with one count a column; rows without a count are left out
   * @throws IllegalArgumentException if there are other counts than rows and columns
   */
  public static String of(List<String> rows, List<String> columns, List<List<Integer>> counts) {
    check(rows, columns, counts);
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (sum(counts.get(i)) > 0) {
        drawn.add(i);
      }
    }
    double width = LEFT + columns.size() * CELL_WIDTH + 4;
    double height = TOP + drawn.size() * CELL_HEIGHT + 4;
    String description = "Confusion matrix: for each acted emotion the share heard as each";
    Markup svg = new Markup();
    svg.open(
        "svg",
        "viewBox",
        String.format(Locale.ROOT, "0 0 %.0f %.0f", width, height),
        "role",
        "img",
        "aria-label",
        description);
    svg.element("title", description);
    svg.element("text", "heard as", "class", "name", "x", LEFT, "y", 16.0, "text-anchor", "start");
    svg.element("text", "acted", "class", "name", "x", 4.0, "y", TOP - 10, "text-anchor", "start");
    for (int column = 0; column < columns.size(); column++) {
      text(svg, "tick", columns.get(column), x(column) + CELL_WIDTH / 2, TOP - 10, "middle");
    }
    for (int place = 0; place < drawn.size(); place++) {
      int row = drawn.get(place);
      row(svg, rows.get(row), columns, counts.get(row), place);
    }
    return svg.close("svg").toString();
  }

  private static void check(List<String> rows, List<String> columns, List<List<Integer>> counts) {
    if (counts.size() != rows.size()
        || counts.stream().anyMatch(row -> row.size() != columns.size())) {
      throw new IllegalArgumentException(
          "counts are not of %d rows and %d columns".formatted(rows.size(), columns.size()));
    }
  }

  private static void row(
      Markup svg, String acted, List<String> columns, List<Integer> counts, int place) {
    double y = TOP + place * CELL_HEIGHT;
    text(svg, "tick", acted, LEFT - 10, y + CELL_HEIGHT / 2 + 5, "end");
    for (int heard = 0; heard < columns.size(); heard++) {
      double share = (double) counts.get(heard) / sum(counts);
      svg.open("g");
      svg.element(
          "title",
          "%s heard as %s: %d of %d"
              .formatted(acted, columns.get(heard), counts.get(heard), sum(counts)));
      svg.empty(
          "rect",
          "class",
          columns.get(heard).equals(acted) ? "cell right" : "cell wrong",
          "x",
          x(heard) + 1,
          "y",
          y + 1,
          "width",
          CELL_WIDTH - 2,
          "height",
          CELL_HEIGHT - 2,
          "rx",
          3,
          "fill-opacity",
          share);
      text(
          svg,
          style(share),
          String.format(Locale.ROOT, "%.0f", 100 * share),
          x(heard) + CELL_WIDTH / 2,
          y + CELL_HEIGHT / 2 + 5,
          "middle");
      svg.close("g");
    }
  }

  /** Dark text on light ground and the other way round; between them the page's mode decides. */
  private static String style(double share) {
    if (share < 0.005) {
      return "value faint";
    }
    return share > 0.75 ? "value on" : share > 0.6 ? "value between" : "value";
  }

  private static void text(
      Markup svg, String style, String text, double x, double y, String anchor) {
    svg.element("text", text, "class", style, "x", x, "y", y, "text-anchor", anchor);
  }

  private static double x(int column) {
    return LEFT + column * CELL_WIDTH;
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(n -> n).sum();
  }
}
