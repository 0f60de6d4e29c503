package io.tenor.spectrogram;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Draws levels: time from left to right, frequency from bottom to top, {@link ColorMap} for the
 * level.
 *
 * <p>The levels themselves are drawn without fonts, the same to the last pixel on every machine;
 * the axes around them need a font, which a Java without a desktop may lack.
 */
public final class SpectrogramImage {
  private static final int MAX_PIXELS = 16_384;

  private final FrontEnd frontEnd;
  private final byte[] columns;
  private final int frames;

  /**
   * A picture of these columns.
   *
   * @param columns {@code [frames][bands]} unsigned levels, frame after frame, at least one frame;
   *     not copied
   * @throws IllegalArgumentException if they are not whole frames
   */
  public SpectrogramImage(FrontEnd f, byte[] columns) {
    if (columns.length == 0 || columns.length % f.bands() != 0) {
      throw new IllegalArgumentException(
          "A picture needs whole columns of "
              + f.bands()
              + " levels, at least one, not "
              + columns.length
              + " levels");
    }
    this.frontEnd = f;
    this.columns = columns;
    frames = columns.length / f.bands();
  }

  FrontEnd frontEnd() {
    return frontEnd;
  }

  int frames() {
    return frames;
  }

  /** One pixel a level: {@code frames} wide, {@code bands} high. */
  public BufferedImage pixels() {
    return area(frames, frontEnd.bands());
  }

  /**
   * The levels alone, scaled to a size: where several fall on one pixel, it shows their mean.
   *
   * @param width in pixels, 1 to 16384
   * @param height likewise
   * @throws IllegalArgumentException if the size is not such
   */
  public BufferedImage area(int width, int height) {
    checkSize(width, height, 1);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      int up = height - 1 - y;
      int band = index(up, height, frontEnd.bands());
      int bandEnd = Math.max(band + 1, index(up + 1, height, frontEnd.bands()));
      for (int x = 0; x < width; x++) {
        int frame = index(x, width, frames);
        int frameEnd = Math.max(frame + 1, index(x + 1, width, frames));
        image.setRGB(x, y, ColorMap.rgb(mean(frame, frameEnd, band, bandEnd)));
      }
    }
    return image;
  }

  static void checkSize(int width, int height, int least) {
    if (Math.min(width, height) < least || Math.max(width, height) > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "A picture of "
              + width
              + " x "
              + height
              + " pixels is not possible: use "
              + least
              + " to "
              + MAX_PIXELS);
    }
  }

  private static int index(int pixel, int pixels, int count) {
    return (int) ((long) pixel * count / pixels);
  }

  private int mean(int frame, int frameEnd, int band, int bandEnd) {
    int sum = 0;
    for (int f = frame; f < frameEnd; f++) {
      for (int b = band; b < bandEnd; b++) {
        sum += columns[f * frontEnd.bands() + b] & 0xff;
      }
    }
    int count = (frameEnd - frame) * (bandEnd - band);
    return (sum + count / 2) / count;
  }

  /**
   * The levels with a title, axes in seconds and hertz, and a colour bar in decibels.
   *
   * @param width of the whole picture in pixels, 160 to 16384
   * @param height likewise
   * @param title shown above; empty for none
   * @param startSeconds time at which the first column begins
   * @throws IllegalArgumentException if the size is not such
   */
  public BufferedImage chart(int width, int height, String title, double startSeconds) {
    return new SpectrogramChart(this, width, height, title, startSeconds).draw();
  }

  /** The picture as the bytes of a PNG file. */
  public static byte[] png(BufferedImage image) {
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("This Java cannot write PNG pictures");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
