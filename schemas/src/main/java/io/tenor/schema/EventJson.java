package io.tenor.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * How events become JSON: properties in the order of the records' components, instants in ISO 8601
 * (UTC, always with milliseconds), enums in lower case. A reader ignores properties that it does
 * not know, so that an event of a next version stays readable; one that is missing is an error.
 */
public final class EventJson {

  private static final ObjectMapper MAPPER = newMapper();

  private EventJson() {}

  /** A mapper of this setting that the caller may change. */
  public static ObjectMapper newMapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(new SimpleModule().addSerializer(Instant.class, new MillisSerializer()))
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();
  }

  /** The value as one line of JSON. */
  public static String toJson(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "A " + value.getClass().getSimpleName() + " cannot be written as JSON", e);
    }
  }

  /** The instant in ISO 8601, UTC, with milliseconds. */
  static String text(Instant instant) {
    return MillisSerializer.MILLIS.format(instant);
  }

  static ObjectMapper mapper() {
    return MAPPER;
  }

  private static final class MillisSerializer extends JsonSerializer<Instant> {

    private static final DateTimeFormatter MILLIS =
        new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(MILLIS.format(value));
    }
  }
}
