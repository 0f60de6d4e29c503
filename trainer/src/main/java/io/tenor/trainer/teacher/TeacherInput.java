package io.tenor.trainer.teacher;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How an encoder is fed: logarithms of mel powers, {@code [1, 1, bands, frames]}. A teacher {@code
 * encoder.onnx} says it in {@code encoder.json} beside it.
 *
 * @param sampleRateHz rate of the samples, 8000 to 48000
 * @param fftSize points of the transform, and of its periodic Hann window; a power of two
 * @param hopSamples samples between columns; the signal is mirrored by half a window at both ends
 * @param bands mel bands on Slaney's scale, each triangle of unit area
 * @param minHz lower edge of the lowest band
 * @param maxHz upper edge of the highest, at most half the rate
 * @param offset added to a band's power before its natural logarithm is taken, above 0
 * @param mean subtracted from the logarithm
 * @param deviation by which it is divided then, above 0
 * @param input name of the graph's input
 * @param output name of its output, {@code [1, frames / stride, values]}
 */
public record TeacherInput(
    int sampleRateHz,
    int fftSize,
    int hopSamples,
    int bands,
    double minHz,
    double maxHz,
    double offset,
    double mean,
    double deviation,
    String input,
    String output) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  /** Refuses what nothing can be computed with. */
  public TeacherInput {
    if (sampleRateHz < 8_000 || sampleRateHz > 48_000) {
      throw new IllegalArgumentException("sampleRateHz is " + sampleRateHz);
    }
    if (fftSize < 64 || fftSize > 8_192 || Integer.bitCount(fftSize) != 1) {
      throw new IllegalArgumentException("fftSize is " + fftSize);
    }
    if (hopSamples < 1 || hopSamples > fftSize) {
      throw new IllegalArgumentException("hopSamples is " + hopSamples);
    }
    if (bands < 1 || bands > fftSize / 2) {
      throw new IllegalArgumentException("bands is " + bands);
    }
    if (!(minHz >= 0) || !(maxHz > minHz) || maxHz > sampleRateHz / 2.0) {
      throw new IllegalArgumentException("minHz and maxHz are %s and %s".formatted(minHz, maxHz));
    }
    if (!(offset > 0) || !(deviation > 0) || !Double.isFinite(mean)) {
      throw new IllegalArgumentException(
          "offset, mean and deviation are %s, %s and %s".formatted(offset, mean, deviation));
    }
    if (input == null || output == null) {
      throw new IllegalArgumentException("input or output is missing");
    }
  }

  /**
   * Reads what stands beside an encoder.
   *
   * @throws IOException in one sentence, if there is nothing, or nothing that can be used
   */
  public static TeacherInput beside(Path encoder) throws IOException {
    String name = encoder.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path file = encoder.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".json");
    try {
      return JSON.readValue(Files.readAllBytes(file), TeacherInput.class);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "%s does not say how it is fed: describe it in %s (docs/corpora.md)."
              .formatted(encoder, file),
          e);
    } catch (IOException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new IOException(
          "%s does not say how the teacher is fed: %s."
              .formatted(file, why.lines().findFirst().orElse("it is empty")),
          e);
    }
  }
}
