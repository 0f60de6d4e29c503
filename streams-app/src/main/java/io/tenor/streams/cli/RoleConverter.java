package io.tenor.streams.cli;

import io.tenor.schema.ModelRole;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code live} and {@code shadow}. */
final class RoleConverter implements ITypeConverter<ModelRole> {

  @Override
  public ModelRole convert(String value) {
    return ModelRole.ofLabel(value)
        .orElseThrow(() -> new TypeConversionException("'" + value + "' is not live or shadow"));
  }
}
