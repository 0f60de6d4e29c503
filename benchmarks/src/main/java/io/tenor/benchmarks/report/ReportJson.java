package io.tenor.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A report for a program: an array with an object for each comparison. */
public final class ReportJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReportJson() {}

  /** The report as JSON. */
  public static String of(Report report) {
    var rows = JSON.createArrayNode();
    report.comparisons().forEach(one -> fill(rows.addObject(), one));
    return rows.toPrettyString();
  }

  private static void fill(ObjectNode row, Comparison one) {
    row.put("benchmark", one.benchmark().id().toString());
    row.put("microseconds", one.benchmark().microseconds());
    row.put("microsecondsError", one.benchmark().errorMicroseconds());
    row.put("allocatedBytes", one.benchmark().allocatedBytes());
    row.put("beside", one.beside().id().method());
    row.put("besideMicroseconds", one.beside().microseconds());
    row.put("besideMicrosecondsError", one.beside().errorMicroseconds());
    row.put("ratio", one.ratio().value());
    row.put("ratioError", one.ratio().error());
    if (one.atMost() < Double.POSITIVE_INFINITY) {
      row.put("aim", one.atMost());
    }
    one.baseline().ifPresent(before -> row.put("baselineRatio", before.value()));
    row.put("change", one.change().name().toLowerCase(Locale.ROOT));
  }

  /**
   * Writes it.
   *
   * @throws BenchException in one sentence, if that is not possible
   */
  public static void write(Report report, Path file) {
    try {
      Files.writeString(file, of(report) + '\n');
    } catch (IOException e) {
      throw BenchException.failure("The file %s cannot be written.".formatted(file), e);
    }
  }
}
