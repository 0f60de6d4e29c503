package io.tenor.streams.sizing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tenor.schema.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@link UnitCosts} as JSON: those that Tenor ships, and files of the same form. */
public final class CostsFile {

  private static final String SHIPPED = "unit-costs.json";

  private static final ObjectMapper JSON =
      EventJson.newMapper()
          .registerModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private CostsFile() {}

  /** The costs that Tenor ships. */
  public static UnitCosts shipped() {
    try (var in = CostsFile.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException(SHIPPED + " is not in the jar");
      }
      return JSON.readValue(in, UnitCosts.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws SizingException if it cannot be read or is not of this form
   */
  public static UnitCosts read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), UnitCosts.class);
    } catch (JsonProcessingException e) {
      throw new SizingException(
          "The costs in %s are not as they should be (%s): ./tenor size --write-costs FILE writes a right one."
              .formatted(file, reason(e)),
          e);
    } catch (IOException e) {
      throw new SizingException(
          "The costs cannot be read from %s: give a file that is there.".formatted(file), e);
    }
  }

  /**
   * Writes a file, over one that is there.
   *
   * @throws SizingException if it cannot be written
   */
  public static void write(UnitCosts costs, Path file) {
    try {
      Files.writeString(file, JSON.writeValueAsString(costs) + System.lineSeparator());
    } catch (IOException e) {
      throw new SizingException(
          "The costs cannot be written to %s: give a file in a directory that is there."
              .formatted(file),
          e);
    }
  }

  /** The first line, without where in the text that was. */
  private static String reason(JsonProcessingException e) {
    var text = e.getOriginalMessage();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
