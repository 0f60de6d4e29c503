package io.tenor.corpus;

import io.tenor.schema.Emotion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the seven emotions a corpus's own labels count as.
 *
 * @param rules by the corpus's own label, in its order; empty for what is left out
 */
public record LabelMap(Map<String, Optional<Emotion>> rules) {

  /** Copies the map in its order. */
  public LabelMap {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  /** What a label counts as: empty for one that is left out or unknown. */
  public Optional<Emotion> emotion(String sourceLabel) {
    return rules.getOrDefault(sourceLabel, Optional.empty());
  }

  /** Begins a map. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects rules in the order in which they are to be shown. */
  static final class Builder {
    private final Map<String, Optional<Emotion>> rules = new LinkedHashMap<>();

    /** These labels count as an emotion. */
    Builder map(Emotion emotion, String... labels) {
      for (String label : labels) {
        rules.put(label, Optional.of(emotion));
      }
      return this;
    }

    /** These labels are left out: none of the seven is meant. */
    Builder leaveOut(String... labels) {
      for (String label : labels) {
        rules.put(label, Optional.empty());
      }
      return this;
    }

    LabelMap build() {
      return new LabelMap(rules);
    }
  }
}
