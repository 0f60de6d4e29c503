package io.tenor.schema.evolution;

import java.util.Locale;

/**
 * A change that breaks somebody.
 *
 * @param schema name of the schema
 * @param property path of the property, such as {@code evidence[].label}; empty for the whole
 *     document
 * @param rule what it breaks
 * @param what the change, as the rest of a sentence that begins with the property
 */
public record SchemaBreak(String schema, String property, Compatibility rule, String what) {

  /** One sentence that names schema, property and rule. */
  public String sentence() {
    return "%s: %s %s (%s compatibility)."
        .formatted(
            schema,
            property.isEmpty() ? "the document" : property,
            what,
            rule.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return sentence();
  }
}
