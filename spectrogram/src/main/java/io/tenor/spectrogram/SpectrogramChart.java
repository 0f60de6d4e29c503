package io.tenor.spectrogram;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** One picture of levels with its axes. */
final class SpectrogramChart {
  private static final int LEAST_PIXELS = 160;
  private static final Color TEXT = new Color(0x222222);

  private final SpectrogramImage levels;
  private final FrontEnd frontEnd;
  private final String title;
  private final double startSeconds;
  private final BufferedImage image;
  private final Graphics2D pen;
  private final FontMetrics font;
  private final int gap;
  private final int tick;
  private final int barWidth;

  SpectrogramChart(
      SpectrogramImage levels, int width, int height, String title, double startSeconds) {
    SpectrogramImage.checkSize(width, height, LEAST_PIXELS);
    this.levels = levels;
    this.title = title;
    this.startSeconds = startSeconds;
    frontEnd = levels.frontEnd();
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pen = image.createGraphics();
    int size = Math.max(10, Math.min(28, Math.min(width / 45, height / 24)));
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    font = pen.getFontMetrics();
    gap = size / 2;
    tick = Math.max(3, size / 3);
    barWidth = size;
  }

  BufferedImage draw() {
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, image.getWidth(), image.getHeight());
      pen.setColor(TEXT);
      Rectangle plot = plot();
      drawTitle(plot);
      pen.drawImage(levels.area(plot.width, plot.height), plot.x, plot.y, null);
      pen.drawRect(plot.x - 1, plot.y - 1, plot.width + 1, plot.height + 1);
      drawSeconds(plot);
      drawHertz(plot);
      drawBar(plot);
      return image;
    } finally {
      pen.dispose();
    }
  }

  /** Where the levels are, without their frame. */
  Rectangle plot() {
    int line = font.getHeight();
    int left = line + gap + font.stringWidth("00000") + tick + gap;
    int right = 2 * gap + barWidth + tick + font.stringWidth("-100") + 2 * gap + line;
    int top = (title.isEmpty() ? 0 : line) + gap + line / 2;
    int bottom = tick + 2 * line + gap;
    int width = image.getWidth() - left - right;
    int height = image.getHeight() - top - bottom;
    return new Rectangle(left, top, width, height);
  }

  private void drawTitle(Rectangle plot) {
    String shown = title;
    int room = image.getWidth() - plot.x - gap;
    while (font.stringWidth(shown) > room && shown.length() > 1) {
      shown = shown.substring(0, shown.length() - 2) + "\u2026";
    }
    pen.drawString(shown, plot.x, gap + font.getAscent());
  }

  private void drawSeconds(Rectangle plot) {
    double seconds = (double) levels.frames() * frontEnd.hopSamples() / frontEnd.sampleRateHz();
    int below = plot.y + plot.height;
    double end = startSeconds + seconds;
    String widest = Ticks.label(end, 0.01);
    int labels = Math.max(1, plot.width / (font.stringWidth(widest) + 3 * gap));
    double step = Ticks.step(seconds, labels);
    for (double at : Ticks.between(startSeconds, end, step)) {
      int x = plot.x + (int) Math.round((at - startSeconds) / seconds * plot.width);
      pen.drawLine(x, below, x, below + tick);
      centred(Ticks.label(at, step), x, below + tick + font.getAscent());
    }
    centred("seconds", plot.x + plot.width / 2, below + tick + font.getHeight() + font.getAscent());
  }

  private void drawHertz(Rectangle plot) {
    int lastY = Integer.MAX_VALUE;
    for (double hz : frequencies(plot)) {
      double position = BandEdges.of(frontEnd).position(hz);
      double share = Math.max(0, Math.min(1, position / frontEnd.bands()));
      int y = plot.y + plot.height - (int) Math.round(share * plot.height);
      boolean inside = position > -1 && position < frontEnd.bands() + 1;
      if (inside && lastY - y >= font.getHeight()) {
        pen.drawLine(plot.x - tick - 1, y, plot.x - 1, y);
        rightAligned(Ticks.label(hz, 1), plot.x - tick - gap, y);
        lastY = y;
      }
    }
    upright("hertz", font.getAscent(), plot.y + plot.height / 2);
  }

  private List<Double> frequencies(Rectangle plot) {
    if (frontEnd.scale() == FrontEnd.Scale.MEL) {
      return List.of(
          100.0, 200.0, 300.0, 500.0, 700.0, 1_000.0, 1_500.0, 2_000.0, 3_000.0, 4_000.0, 5_000.0,
          6_000.0, 7_000.0, 8_000.0, 10_000.0, 12_000.0, 15_000.0, 20_000.0);
    }
    int labels = Math.max(1, plot.height / (2 * font.getHeight()));
    double step = Ticks.step(frontEnd.maxHz() - frontEnd.minHz(), labels);
    return Ticks.between(frontEnd.minHz(), frontEnd.maxHz(), step);
  }

  private void drawBar(Rectangle plot) {
    int x = plot.x + plot.width + 2 * gap;
    for (int y = 0; y < plot.height; y++) {
      int level = (plot.height - 1 - y) * FrontEnd.MAX_LEVEL / (plot.height - 1);
      pen.setColor(new Color(ColorMap.rgb(level)));
      pen.drawLine(x, plot.y + y, x + barWidth - 1, plot.y + y);
    }
    pen.setColor(TEXT);
    pen.drawRect(x - 1, plot.y - 1, barWidth + 1, plot.height + 1);
    double range = frontEnd.ceilingDb() - frontEnd.floorDb();
    double step = Ticks.step(range, Math.max(1, plot.height / (2 * font.getHeight())));
    for (double db : Ticks.between(frontEnd.floorDb(), frontEnd.ceilingDb(), step)) {
      double share = (db - frontEnd.floorDb()) / range;
      int y = plot.y + plot.height - (int) Math.round(share * plot.height);
      pen.drawLine(x + barWidth, y, x + barWidth + tick, y);
      int textX = x + barWidth + tick + gap + font.stringWidth("-100");
      rightAligned(Ticks.label(db, step), textX, y);
    }
    upright("decibels", image.getWidth() - gap, plot.y + plot.height / 2);
  }

  private void centred(String text, int x, int baseline) {
    pen.drawString(text, x - font.stringWidth(text) / 2, baseline);
  }

  private void rightAligned(String text, int right, int middle) {
    int baseline = middle + (font.getAscent() - font.getDescent()) / 2;
    pen.drawString(text, right - font.stringWidth(text), baseline);
  }

  /** Text from bottom to top, its baseline at x and its middle at y. */
  private void upright(String text, int x, int y) {
    var turned = (Graphics2D) pen.create();
    turned.rotate(-Math.PI / 2, x, y);
    turned.drawString(text, x - font.stringWidth(text) / 2, y);
    turned.dispose();
  }
}
