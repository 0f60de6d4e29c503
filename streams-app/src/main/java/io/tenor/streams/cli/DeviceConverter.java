package io.tenor.streams.cli;

import io.tenor.streams.model.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a device, such as {@code cuda:1}. */
final class DeviceConverter implements ITypeConverter<Device> {

  @Override
  public Device convert(String value) {
    try {
      return Device.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
