package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.spectrogram.FrontEnd.Scale;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpectrogramImageTest {
  private static final FrontEnd COMPACT = FrontEnd.compact();
  private static final FrontEnd LINEAR =
      new FrontEnd(16_000, 256, 256, 128, Scale.LINEAR, 128, 0, 8_000, -100, 0, 250);

  /** A tone that rises from 100 Hz over faint noise, and three clicks. */
  private static short[] signal() {
    short[] rising =
        Sounds.of(
            16_000,
            n -> {
              double seconds = n / 16_000.0;
              return 0.5 * StrictMath.sin(2 * Math.PI * (100 + 3_500 * seconds) * seconds);
            });
    short[] clicks = Sounds.of(16_000, n -> n % 4_000 == 3_999 ? 0.4 : 0);
    return Sounds.add(Sounds.add(rising, clicks), Sounds.noise(16_000, 0.0005, 0, 11));
  }

  static FrontEnd[] frontEnds() {
    return new FrontEnd[] {COMPACT, LINEAR};
  }

  private static int[] pixels(BufferedImage image) {
    int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(argb).map(pixel -> pixel & 0xffffff).toArray();
  }

  @ParameterizedTest
  @MethodSource("frontEnds")
  void thePictureOfAKnownSoundIsTheGoldenOne(FrontEnd frontEnd) throws IOException {
    // Given
    String name = "rising-tone-" + frontEnd.scale() + ".png";
    byte[] levels = Spectrogram.levels(frontEnd, signal());

    // When
    byte[] png = SpectrogramImage.png(new SpectrogramImage(frontEnd, levels).pixels());

    // Then
    Path drawn = Path.of("target", "golden", name);
    Files.createDirectories(drawn.getParent());
    Files.write(drawn, png);
    var picture = ImageIO.read(new ByteArrayInputStream(png));
    try (var golden = SpectrogramImageTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(golden)
          .as("%s is missing; if %s is right, copy it there", name, drawn)
          .isNotNull();
      assertThat(pixels(picture))
          .as("compare %s with the golden picture", drawn)
          .isEqualTo(pixels(ImageIO.read(golden)));
    }
  }

  @Test
  void everyPixelIsTheColourOfItsLevel() {
    // Given
    byte[] levels = Spectrogram.levels(COMPACT, signal());

    // When
    var image = new SpectrogramImage(COMPACT, levels).pixels();

    // Then
    assertThat(image.getWidth()).isEqualTo(98);
    assertThat(image.getHeight()).isEqualTo(40);
    for (int frame = 0; frame < 98; frame++) {
      for (int band = 0; band < 40; band++) {
        int rgb = image.getRGB(frame, 39 - band) & 0xffffff;
        assertThat(rgb).isEqualTo(ColorMap.rgb(levels[frame * 40 + band] & 0xff));
      }
    }
  }

  @Test
  void aLargerPictureRepeatsAndASmallerOneAverages() {
    // Given
    var two = new FrontEnd(16_000, 512, 400, 160, Scale.LINEAR, 2, 0, 8_000, -100, 0, 198);
    var image = new SpectrogramImage(two, new byte[] {10, 20, 30, 41});

    // Then
    assertThat(pixels(image.area(4, 4)))
        .containsExactly(
            IntStream.of(20, 20, 41, 41, 20, 20, 41, 41, 10, 10, 30, 30, 10, 10, 30, 30)
                .map(ColorMap::rgb)
                .toArray());
    assertThat(pixels(image.area(1, 2))).containsExactly(ColorMap.rgb(31), ColorMap.rgb(20));
    assertThat(pixels(image.area(1, 1))).containsExactly(ColorMap.rgb(25));
  }

  @ParameterizedTest
  @CsvSource({"160, 160", "400, 240", "1200, 600", "3000, 300"})
  void aChartShowsTheLevelsInsideItsAxes(int width, int height) {
    // Given
    var image = new SpectrogramImage(COMPACT, Spectrogram.levels(COMPACT, signal()));

    // When
    var chart = image.chart(width, height, "A rising tone", 12.5);

    // Then
    assertThat(chart.getWidth()).isEqualTo(width);
    assertThat(chart.getHeight()).isEqualTo(height);
    assertThat(chart.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    Set<Integer> colours = new HashSet<>();
    Arrays.stream(pixels(chart)).forEach(colours::add);
    assertThat(colours).contains(ColorMap.rgb(0), ColorMap.rgb(255), 0x222222);
    int shownOfMiddle = chart.getRGB(width * 2 / 5, height / 2) & 0xffffff;
    assertThat(IntStream.rangeClosed(0, 255).map(ColorMap::rgb).toArray()).contains(shownOfMiddle);
  }

  @Test
  void theChartAndThePlainPictureShowTheSame() {
    // Given
    var image = new SpectrogramImage(COMPACT, Spectrogram.levels(COMPACT, signal()));
    var plot = new SpectrogramChart(image, 900, 500, "", 0).plot();

    // When
    var inside = image.chart(900, 500, "", 0).getSubimage(plot.x, plot.y, plot.width, plot.height);

    // Then
    assertThat(pixels(inside)).isEqualTo(pixels(image.area(plot.width, plot.height)));
  }

  @Test
  void theColoursGoFromDarkBlueToRedAndAreAllDifferent() {
    assertThat(ColorMap.rgb(0)).isEqualTo(0x000080);
    assertThat(ColorMap.rgb(255)).isEqualTo(0xff0000);
    assertThat(IntStream.rangeClosed(0, 255).map(ColorMap::rgb).distinct()).hasSize(256);
  }

  @Test
  void impossiblePicturesAreRefused() {
    var image = new SpectrogramImage(COMPACT, new byte[40]);
    assertThatThrownBy(() -> new SpectrogramImage(COMPACT, new byte[41]))
        .hasMessage("A picture needs whole columns of 40 levels, at least one, not 41 levels");
    assertThatThrownBy(() -> new SpectrogramImage(COMPACT, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> image.area(0, 5))
        .hasMessage("A picture of 0 x 5 pixels is not possible: use 1 to 16384");
    assertThatThrownBy(() -> image.chart(159, 500, "", 0))
        .hasMessage("A picture of 159 x 500 pixels is not possible: use 160 to 16384");
  }
}
