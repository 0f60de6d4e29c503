package io.tenor.benchmarks.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ratios of a former run: a JSON object of {@code {"value": 1.2, "error": 0.1}} by {@link
 * Comparison#key}.
 *
 * @param ratios by key
 */
public record Baseline(SortedMap<String, Ratio> ratios) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Copies the ratios. */
  public Baseline {
    ratios = Collections.unmodifiableSortedMap(new TreeMap<>(ratios));
  }

  /** Nothing is known of before. */
  public static Baseline none() {
    return new Baseline(new TreeMap<>());
  }

  /**
   * Reads a file.
   *
   * @throws BenchException in one sentence, if it is missing or no baseline
   */
  public static Baseline read(Path file) {
    try {
      Map<String, Ratio> ratios =
          JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
      return new Baseline(new TreeMap<>(ratios));
    } catch (NoSuchFileException e) {
      throw BenchException.wrongUse(
          "There is no baseline %s: write one with --write-baseline.".formatted(file), e);
    } catch (JacksonException e) {
      throw BenchException.wrongUse(
          "The file %s is no baseline: write one with --write-baseline.".formatted(file), e);
    } catch (IOException e) {
      throw BenchException.failure("The baseline %s cannot be read.".formatted(file), e);
    }
  }

  /** The ratio of a pair, if it is known. */
  public Optional<Ratio> of(BenchmarkId benchmark, BenchmarkId beside) {
    return Optional.ofNullable(ratios.get(Comparison.key(benchmark, beside)));
  }

  /** With what was measured now in the place of what was before; the others stay. */
  public Baseline with(Collection<Comparison> measured) {
    var all = new TreeMap<>(ratios);
    measured.forEach(one -> all.put(one.key(), rounded(one.ratio())));
    return new Baseline(all);
  }

  /** Three decimals: no machine tells a ratio better. */
  private static Ratio rounded(Ratio ratio) {
    return new Ratio(
        Math.max(0.001, Math.rint(ratio.value() * 1e3) / 1e3),
        Math.rint(ratio.error() * 1e3) / 1e3);
  }

  /**
   * Writes a file.
   *
   * @throws BenchException in one sentence, if that is not possible
   */
  public void write(Path file) {
    try {
      Files.writeString(file, JSON.writeValueAsString(ratios) + '\n');
    } catch (IOException e) {
      throw BenchException.failure("The baseline %s cannot be written.".formatted(file), e);
    }
  }
}
