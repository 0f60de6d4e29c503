package io.tenor.trainer.robustness;

import io.tenor.corpus.Utterance;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * By which way recordings are heard.
 *
 * @param name of it, unlike every other, such as {@code telephone} or {@code white, 10 dB}
 * @param detail what a person wants to know of it, such as which room; empty for nothing
 * @param change what becomes of a recording: the same for the same recording
 */
public record Condition(String name, Optional<String> detail, UnaryOperator<Utterance> change) {

  /** The recording as it is. */
  public static final Condition CLEAN =
      new Condition("as recorded", Optional.empty(), UnaryOperator.identity());

  /** The recording as it is heard then. */
  public Utterance hear(Utterance utterance) {
    return change.apply(utterance);
  }
}
