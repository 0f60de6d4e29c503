package io.tenor.streams.cli;

import io.tenor.streams.topology.Overload;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code lag} and {@code shed}. */
final class OverloadConverter implements ITypeConverter<Overload> {

  @Override
  public Overload convert(String value) {
    for (var policy : Overload.values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(value)) {
        return policy;
      }
    }
    throw new TypeConversionException("'" + value + "' is not lag or shed");
  }
}
