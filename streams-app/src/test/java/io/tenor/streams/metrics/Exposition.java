package io.tenor.streams.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a scrape in the text format of Prometheus holds. */
final class Exposition {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A value under a name with labels. */
  record Sample(String name, Map<String, String> labels, double value) {}

  private final Map<String, String> types = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();

  static Exposition parse(String text) {
    var parsed = new Exposition();
    for (var line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        var words = line.split(" ", 4);
        parsed.types.put(words[2], words[3]);
      } else if (!line.startsWith("#") && !line.isBlank()) {
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
          throw new IllegalArgumentException("no sample: " + line);
        }
        var labels = new TreeMap<String, String>();
        var each = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
        while (each.find()) {
          labels.put(each.group(1), each.group(2));
        }
        var value = sample.group(3).replace("+Inf", "Infinity");
        parsed.samples.add(new Sample(sample.group(1), labels, Double.parseDouble(value)));
      }
    }
    return parsed;
  }

  /** Type by family, such as {@code tenor_latency_seconds}. */
  Map<String, String> types() {
    return types;
  }

  List<Sample> samples() {
    return samples;
  }

  /** Names of series, such as {@code tenor_latency_seconds_bucket}. */
  Set<String> names() {
    var names = new TreeSet<String>();
    samples.forEach(sample -> names.add(sample.name()));
    return names;
  }

  /** The labels of all series of a name. */
  Set<String> labels(String name) {
    var labels = new TreeSet<String>();
    samples.stream()
        .filter(sample -> sample.name().equals(name))
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    return labels;
  }

  /** The values of a label of all series of a name. */
  Set<String> values(String name, String label) {
    var values = new TreeSet<String>();
    samples.stream()
        .filter(sample -> sample.name().equals(name) && sample.labels().containsKey(label))
        .forEach(sample -> values.add(sample.labels().get(label)));
    return values;
  }

  /** The sum of the series of a name that have these labels, given as name and value in turns. */
  double sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(
            sample -> {
              boolean all = true;
              for (int i = 0; i < labels.length; i += 2) {
                all &= labels[i + 1].equals(sample.labels().get(labels[i]));
              }
              return all;
            })
        .mapToDouble(Sample::value)
        .sum();
  }
}
