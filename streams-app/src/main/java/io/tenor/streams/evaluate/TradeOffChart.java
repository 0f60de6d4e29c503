package io.tenor.streams.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws false alarms an hour against the median delay, for each kind of smoothing the settings that
 * no other of its kind beats. A kind has a colour and a mark of its own, so that colour is not
 * needed.
 */
public final class TradeOffChart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 460;
  private static final int LEFT = 70;
  private static final int RIGHT = 190;
  private static final int TOP = 30;
  private static final int BOTTOM = 60;
  private static final double ENOUGH = 0.9;
  private static final double BEARABLE = 20;
  private static final List<String> COLOURS = List.of("#444444", "#0a7d8c", "#c2410c");

  private TradeOffChart() {}

  /** The chart as an SVG document. */
  public static String svg(List<TradeOff.Point> points) {
    Map<String, List<TradeOff.Point>> kinds = new LinkedHashMap<>();
    points.forEach(
        point ->
            kinds.computeIfAbsent(kind(point.smoothing()), name -> new ArrayList<>()).add(point));
    kinds.replaceAll((kind, all) -> frontier(all));
    double mostFalse = ceiling(max(kinds, true));
    double mostDelay = ceiling(max(kinds, false));
    var svg = new StringBuilder(8_192);
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="13">
        <title>False alarms an hour against the median delay of detection</title>
        <rect width="%d" height="%d" fill="white"/>
        """
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    axes(svg, mostFalse, mostDelay);
    int number = 0;
    for (var kind : kinds.entrySet()) {
      series(svg, kind.getKey(), kind.getValue(), number++, mostFalse, mostDelay);
    }
    return svg.append("</svg>\n").toString();
  }

  private static String kind(String smoothing) {
    int space = smoothing.indexOf(' ');
    return space < 0 ? smoothing : smoothing.substring(0, space);
  }

  /**
   * What detects at least nine tenths of what the kind can with no more false alarms than anybody
   * would bear, and is not beaten in both figures.
   */
  private static List<TradeOff.Point> frontier(List<TradeOff.Point> points) {
    int most = points.stream().mapToInt(p -> p.score().detected()).max().orElse(0);
    var enough =
        points.stream()
            .filter(p -> p.score().detected() >= ENOUGH * most)
            .filter(p -> p.score().falsePerHour() <= BEARABLE)
            .toList();
    return enough.stream()
        .filter(
            p ->
                enough.stream()
                    .noneMatch(
                        o ->
                            o.score().falsePerHour() <= p.score().falsePerHour()
                                && o.score().delayMs(0.5) <= p.score().delayMs(0.5)
                                && (o.score().falsePerHour() < p.score().falsePerHour()
                                    || o.score().delayMs(0.5) < p.score().delayMs(0.5))))
        .sorted(Comparator.comparingDouble(p -> p.score().falsePerHour()))
        .toList();
  }

  private static double max(Map<String, List<TradeOff.Point>> kinds, boolean alarms) {
    return kinds.values().stream()
        .flatMap(List::stream)
        .mapToDouble(p -> alarms ? p.score().falsePerHour() : p.score().delayMs(0.5) / 1e3)
        .max()
        .orElse(1);
  }

  /** The next number above whose fifths are round. */
  private static double ceiling(double most) {
    double step = StrictMath.pow(10, Math.floor(StrictMath.log10(Math.max(most, 1e-3) / 5)));
    for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
      if (5 * step * factor >= most) {
        return 5 * step * factor;
      }
    }
    return most;
  }

  private static void axes(StringBuilder svg, double mostFalse, double mostDelay) {
    for (int i = 0; i <= 5; i++) {
      double x = x(mostFalse * i / 5, mostFalse);
      double y = y(mostDelay * i / 5, mostDelay);
      line(svg, x, TOP, x, HEIGHT - BOTTOM);
      line(svg, LEFT, y, WIDTH - RIGHT, y);
      text(svg, x, HEIGHT - BOTTOM + 20, "middle", number(mostFalse * i / 5));
      text(svg, LEFT - 8, y + 4, "end", number(mostDelay * i / 5));
    }
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 15, "middle", "false alarms an hour");
    svg.append(
        "<text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">median delay, s</text>\n"
            .formatted((TOP + HEIGHT - BOTTOM) / 2));
  }

  private static void series(
      StringBuilder svg,
      String kind,
      List<TradeOff.Point> points,
      int number,
      double mostFalse,
      double mostDelay) {
    var colour = COLOURS.get(number % COLOURS.size());
    var path = new StringBuilder();
    for (var point : points) {
      double x = x(point.score().falsePerHour(), mostFalse);
      double y = y(point.score().delayMs(0.5) / 1e3, mostDelay);
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      mark(svg, number, x, y, colour);
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
            .formatted(path.toString().strip(), colour));
    double y = TOP + 20 + 22.0 * number;
    mark(svg, number, WIDTH - RIGHT + 25, y - 4, colour);
    text(svg, WIDTH - RIGHT + 40, y, "start", kind);
  }

  private static void mark(StringBuilder svg, int number, double x, double y, String colour) {
    svg.append(
        switch (number % 3) {
          case 0 ->
              String.format(
                  Locale.ROOT,
                  "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n",
                  x,
                  y,
                  colour);
          case 1 ->
              String.format(
                  Locale.ROOT,
                  "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\" fill=\"%s\"/>%n",
                  x - 4,
                  y - 4,
                  colour);
          default ->
              String.format(
                  Locale.ROOT,
                  "<path d=\"M%.1f %.1f l5 9 h-10 z\" fill=\"%s\"/>%n",
                  x,
                  y - 5,
                  colour);
        });
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            text));
  }

  private static double x(double value, double most) {
    return LEFT + (WIDTH - RIGHT - LEFT) * (most == 0 ? 0 : value / most);
  }

  private static double y(double value, double most) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (most == 0 ? 0 : value / most);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value % 1 == 0 ? "%.0f" : "%.1f", value);
  }
}
