package io.tenor.streams.cli;

import io.tenor.audio.StreamResampler;
import io.tenor.audio.WavFile;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.spectrogram.SpectrogramImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws a recording as the network sees it. */
@Command(
    name = "spectrogram",
    description = {
      "Draw the spectrogram of a recording as a PNG picture, with axes in seconds and hertz.",
      "Without --linear it shows the levels that the monitor computes and its network reads."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./tenor spectrogram --wav a.wav --out a.png --size 1600x600"})
final class SpectrogramCommand implements Callable<Integer> {

  private static final FrontEnd MEL = FrontEnd.compact();
  private static final FrontEnd LINEAR =
      new FrontEnd(16_000, 512, 400, 160, FrontEnd.Scale.LINEAR, 128, 0, 8_000, -100, 0, 198);

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");
  private static final int MIN_PIXELS = 160;
  private static final int MAX_PIXELS = 16_384;

  @Spec private CommandSpec spec;

  @Option(names = "--wav", required = true, paramLabel = "FILE", description = "A WAV recording.")
  private Path wav;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PNG",
      description = "The picture to write; one that is there is replaced.")
  private Path out;

  @Option(
      names = "--linear",
      description = "Show 0 to 8000 Hz in equal steps. Default: on the mel scale.")
  private boolean linear;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "1200x480",
      description =
          "Width and height of the picture in pixels, 160 to 16384. Default: ${DEFAULT-VALUE}.")
  private String size;

  @Override
  public Integer call() {
    Matcher wanted = SIZE.matcher(size);
    if (!wanted.matches() || !inRange(wanted.group(1)) || !inRange(wanted.group(2))) {
      throw UserException.wrongUse(
          "The --size is a width and a height from %d to %d pixels such as 1200x480, not '%s'."
              .formatted(MIN_PIXELS, MAX_PIXELS, size));
    }
    FrontEnd frontEnd = linear ? LINEAR : MEL;
    short[] samples = samples(frontEnd);
    var picture = new SpectrogramImage(frontEnd, Spectrogram.levels(frontEnd, samples));
    write(draw(picture, Integer.parseInt(wanted.group(1)), Integer.parseInt(wanted.group(2))));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT, "%s: %.2f s%n", out, (double) samples.length / frontEnd.sampleRateHz());
    return 0;
  }

  private static boolean inRange(String pixels) {
    int number = Integer.parseInt(pixels);
    return number >= MIN_PIXELS && number <= MAX_PIXELS;
  }

  private short[] samples(FrontEnd frontEnd) {
    short[] samples;
    try {
      WavFile file = WavFile.read(wav);
      samples =
          StreamResampler.resample(file.samples(), file.sampleRateHz(), frontEnd.sampleRateHz());
    } catch (NoSuchFileException e) {
      throw UserException.failure(
          "There is no file %s: give the path of a WAV recording.".formatted(wav), e);
    } catch (IOException e) {
      throw UserException.failure(
          "The recording %s cannot be read (%s): check that this user may read it."
              .formatted(wav, e.getClass().getSimpleName()),
          e);
    } catch (IllegalArgumentException e) {
      throw UserException.failure(e.getMessage() + ".", e);
    }
    if (frontEnd.frames(samples.length) == 0) {
      throw UserException.failure(
          "The recording %s is shorter than one frame of 25 ms: give a longer one.".formatted(wav));
    }
    return samples;
  }

  private BufferedImage draw(SpectrogramImage picture, int width, int height) {
    try {
      return picture.chart(width, height, wav.getFileName().toString(), 0);
    } catch (LinkageError | InternalError e) {
      spec.commandLine()
          .getErr()
          .println(
              "This Java has no fonts, so the picture has no axes: install fontconfig and a font to"
                  + " have them.");
      return picture.area(width, height);
    }
  }

  private void write(BufferedImage picture) {
    try {
      Files.write(out, SpectrogramImage.png(picture));
    } catch (IOException e) {
      throw UserException.failure(
          "The picture %s cannot be written (%s): give a file in a directory that this user may write to with --out."
              .formatted(out, e.getClass().getSimpleName()),
          e);
    }
  }
}
