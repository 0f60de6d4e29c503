package io.tenor.benchmarks.report;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what stands beside a benchmark: reads {@link Beside}. */
public final class Pairs {

  private Pairs() {}

  /**
   * The benchmarks that have to be run so that those that were asked for can be compared.
   *
   * @param names as JMH has them: package, class and method
   * @return the same, and what stands beside them
   */
  public static Collection<String> withBesides(Collection<String> names) {
    var all = new TreeSet<String>(names);
    for (String name : names) {
      String type = name.substring(0, name.lastIndexOf('.'));
      besides(name).forEach(beside -> all.add(type + '.' + beside.value()));
    }
    return all;
  }

  /**
   * Compares what was measured.
   *
   * @param measured by the benchmark's name as JMH has it
   */
  public static List<Comparison> compare(Map<String, List<Measured>> measured, Baseline baseline) {
    var byId =
        measured.values().stream()
            .flatMap(List::stream)
            .collect(
                Collectors.toMap(
                    Measured::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    var comparisons = new ArrayList<Comparison>();
    measured.forEach(
        (name, ofOne) -> {
          for (var beside : besides(name)) {
            for (var benchmark : ofOne) {
              var other = byId.get(benchmark.id().beside(beside.value()));
              if (other != null) {
                comparisons.add(
                    new Comparison(
                        benchmark,
                        other,
                        beside.atMost(),
                        baseline.of(benchmark.id(), other.id())));
              }
            }
          }
        });
    return comparisons;
  }

  private static List<Beside> besides(String name) {
    int dot = name.lastIndexOf('.');
    try {
      return Arrays.stream(Class.forName(name.substring(0, dot)).getMethods())
          .filter(method -> method.getName().equals(name.substring(dot + 1)))
          .map((Method method) -> method.getAnnotationsByType(Beside.class))
          .flatMap(Arrays::stream)
          .toList();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("there is no benchmark " + name, e);
    }
  }
}
