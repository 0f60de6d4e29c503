package io.tenor.benchmarks.report;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names a benchmark with its parameters, the same on every machine.
 *
 * @param group the name of its class without {@code Benchmark}
 * @param method the name of its method
 * @param parameters by name; of a file only its name, not where it lies
 */
public record BenchmarkId(String group, String method, SortedMap<String, String> parameters) {

  private static final String SUFFIX = "Benchmark";

  /** Copies the parameters. */
  public BenchmarkId {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /**
   * The id of a benchmark as JMH names it.
   *
   * @param name package, class and method, with dots between
   * @param parameters by name
   */
  public static BenchmarkId of(String name, Map<String, String> parameters) {
    int dot = name.lastIndexOf('.');
    String type = name.substring(name.lastIndexOf('.', dot - 1) + 1, dot);
    String group =
        type.endsWith(SUFFIX) ? type.substring(0, type.length() - SUFFIX.length()) : type;
    var told = new TreeMap<String, String>();
    parameters.forEach((parameter, value) -> told.put(parameter, withoutFolder(value)));
    return new BenchmarkId(group, name.substring(dot + 1), told);
  }

  private static String withoutFolder(String value) {
    Path name = Path.of(value).getFileName();
    return name == null ? value : name.toString();
  }

  /** Another method of the same class with the same parameters. */
  public BenchmarkId beside(String otherMethod) {
    return new BenchmarkId(group, otherMethod, parameters);
  }

  /** Such as {@code FrontEnd.column frontEnd=compact}. */
  @Override
  public String toString() {
    var text = new StringBuilder(group).append('.').append(method);
    parameters.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }
}
