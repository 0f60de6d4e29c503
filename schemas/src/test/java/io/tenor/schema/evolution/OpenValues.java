package io.tenor.schema.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The properties whose values may become more, because readers were told so: a schema whose
 * description has "A later version may add properties, roles and states; a reader ignores those
 * that it does not know" lets {@code role} and {@code state} have new values.
 *
 * @param plurals what may be added, as the description has it
 */
public record OpenValues(Set<String> plurals) {

  private static final Pattern PROMISE =
      Pattern.compile("A later version may add ([a-zA-Z, ]+); a reader ignores those");
  private static final Pattern BETWEEN = Pattern.compile(", | and ");

  /** What the description of a schema promises; nothing if it has no such sentence. */
  public static OpenValues of(JsonNode schema) {
    Matcher promise = PROMISE.matcher(schema.path("description").asText());
    return new OpenValues(
        promise.find() ? Set.of(BETWEEN.split(promise.group(1), -1)) : Set.<String>of());
  }

  /** Whether a property of this name may have new values. */
  public boolean include(String property) {
    return plurals.contains(property + "s");
  }
}
