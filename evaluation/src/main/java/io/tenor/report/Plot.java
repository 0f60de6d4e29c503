package io.tenor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A picture with two axes, as SVG to be set into a page: colours come from the page's style, so
 * that the same picture is right on light and on dark ground.
 */
public final class Plot {

  private static final double WIDTH = 520;
  private static final double HEIGHT = 360;
  private static final double LEFT = 64;
  private static final double RIGHT = 30;
  private static final double TOP = 14;
  private static final double BOTTOM = 56;

  /**
   * One axis.
   *
   * @param label what it measures, with its unit
   * @param low first value
   * @param high last value
   * @param step distance of two ticks
   * @param tick writes a tick's value
   */
  public record Axis(
      String label, double low, double high, double step, DoubleFunction<String> tick) {

    /** Shares, with ticks in percent. */
    public static Axis percent(String label, double low, double high, double step) {
      return new Axis(label, low, high, step, v -> String.format(Locale.ROOT, "%.0f %%", 100 * v));
    }

    /** Numbers from 0 to a value, with about five ticks. */
    public static Axis numbers(String label, double high) {
      double rough = high / 5;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double step = power;
      for (double factor : new double[] {2, 5, 10}) {
        if (step < rough) {
          step = factor * power;
        }
      }
      String format = step < 1 ? "%.1f" : "%.0f";
      double end = step * Math.ceil(high / step - 1e-9);
      return new Axis(label, 0, end, step, v -> String.format(Locale.ROOT, format, v));
    }
  }

  private final Axis x;
  private final Axis y;
  private final Markup svg = new Markup();
  private final List<String[]> legend = new ArrayList<>();

  /**
   * Draws the axes.
   *
   * @param description what is to be seen, for who does not see it
   */
  public Plot(String description, Axis x, Axis y) {
    this.x = x;
    this.y = y;
    svg.open(
        "svg",
        "viewBox",
        "0 0 %.0f %.0f".formatted(WIDTH, HEIGHT),
        "role",
        "img",
        "aria-label",
        description);
    svg.element("title", description);
    axes();
  }

  private void axes() {
    for (double v = x.low(); v <= x.high() + x.step() / 1e3; v += x.step()) {
      line("grid", v, y.low(), v, y.high());
      label(x.tick().apply(v), px(v), HEIGHT - BOTTOM + 20, "middle", "tick");
    }
    for (double v = y.low(); v <= y.high() + y.step() / 1e3; v += y.step()) {
      line("grid", x.low(), v, x.high(), v);
      label(y.tick().apply(v), LEFT - 8, py(v) + 5, "end", "tick");
    }
    line("axis", x.low(), y.low(), x.high(), y.low());
    line("axis", x.low(), y.low(), x.low(), y.high());
    label(x.label(), (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "middle", "name");
    double middle = (TOP + HEIGHT - BOTTOM) / 2;
    svg.element(
        "text",
        y.label(),
        "class",
        "name",
        "text-anchor",
        "middle",
        "transform",
        String.format(Locale.ROOT, "translate(16 %.1f) rotate(-90)", middle));
  }

  private void label(String text, double at, double height, String anchor, String style) {
    svg.element("text", text, "class", style, "x", at, "y", height, "text-anchor", anchor);
  }

  private double px(double value) {
    return LEFT + (value - x.low()) / (x.high() - x.low()) * (WIDTH - LEFT - RIGHT);
  }

  private double py(double value) {
    return HEIGHT - BOTTOM - (value - y.low()) / (y.high() - y.low()) * (HEIGHT - TOP - BOTTOM);
  }

  /** A straight line. */
  public Plot line(String style, double x1, double y1, double x2, double y2) {
    svg.empty("line", "class", style, "x1", px(x1), "y1", py(y1), "x2", px(x2), "y2", py(y2));
    return this;
  }

  /**
   * A line through points.
   *
   * @param style class of the page's style
   * @param points pairs of x and y
   */
  public Plot curve(String style, List<double[]> points) {
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(point[0]), py(point[1])));
    }
    svg.empty("polyline", "class", style, "points", path.toString().strip());
    return this;
  }

  /** Dots; their area follows a weight from 0 to 1. */
  public Plot dots(String style, List<double[]> pointsAndWeights) {
    for (double[] point : pointsAndWeights) {
      double radius = 3 + 12 * Math.sqrt(point[2]);
      svg.empty("circle", "class", style, "cx", px(point[0]), "cy", py(point[1]), "r", radius);
    }
    return this;
  }

  /** Names a style under the picture. */
  public Plot named(String style, String name) {
    legend.add(new String[] {style, name});
    return this;
  }

  /** The picture with its legend. */
  public String markup() {
    Markup all = new Markup().raw(svg.close("svg").toString());
    if (!legend.isEmpty()) {
      all.open("p", "class", "legend");
      for (String[] entry : legend) {
        all.open("span");
        all.open("svg", "viewBox", "0 0 28 12", "aria-hidden", "true");
        all.empty("line", "class", entry[0], "x1", 1, "y1", 6, "x2", 27, "y2", 6);
        all.close("svg").text(" " + entry[1]).close("span");
      }
      all.close("p");
    }
    return all.toString();
  }
}
