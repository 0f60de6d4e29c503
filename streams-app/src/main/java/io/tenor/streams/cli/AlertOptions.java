package io.tenor.streams.cli;

import io.tenor.schema.Purpose;
import io.tenor.streams.alert.Defaults;
import io.tenor.streams.topology.AlertSettings;
import io.tenor.streams.topology.AlertSettings.Timers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which alerts a monitor makes, and what for. */
final class AlertOptions {

  @Option(
      names = "--purpose",
      paramLabel = "PURPOSE",
      defaultValue = "${env:TENOR_PURPOSE}",
      converter = PurposeConverter.class,
      description = {
        "What people are listened to for: medical, road-safety or research. Alerts carry it; the"
            + " monitor does not start without it, the demo is research. Default: the environment's"
            + " TENOR_PURPOSE.",
        "Emotion recognition at work and in education is forbidden in the European Union but for"
            + " medical or safety reasons."
      })
  private Optional<Purpose> purpose = Optional.empty();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = {
        "The alert rules, a YAML file; they stay in force whatever is published.",
        "Default: those that ./tenor rules publish has published, else those that Tenor ships."
      })
  private Optional<Path> rules = Optional.empty();

  @Option(
      names = "--timers",
      paramLabel = "CLOCK",
      defaultValue = "wall",
      converter = TimersConverter.class,
      description =
          "How it is known that a sensor was not heard for long: wall, by this machine's clock"
              + " (default); or stream, by how far all audio has come, for recordings that are"
              + " replayed.")
  private Timers timers;

  /**
   * The settings of alerts.
   *
   * @param otherwise the purpose where none is declared
   * @throws UserException if none is declared at all, or the rules cannot be used
   */
  AlertSettings settings(Optional<Purpose> otherwise) {
    var declared =
        purpose
            .or(() -> otherwise)
            .orElseThrow(
                () ->
                    UserException.wrongUse(
                        "Say what people are listened to for: --purpose medical, road-safety or"
                            + " research (the README says what Tenor must not be used for)."));
    var own = rules.map(RuleFiles::read).map(RuleFiles.Read::rules);
    return new AlertSettings(own.orElseGet(Defaults::rules), own.isPresent(), declared, timers);
  }

  private static final class PurposeConverter implements ITypeConverter<Purpose> {
    @Override
    public Purpose convert(String value) {
      return Purpose.ofLabel(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is none of %s"
                          .formatted(
                              value,
                              Arrays.stream(Purpose.values())
                                  .map(Purpose::label)
                                  .collect(Collectors.joining(", ")))));
    }
  }

  private static final class TimersConverter implements ITypeConverter<Timers> {
    @Override
    public Timers convert(String value) {
      return switch (value) {
        case "wall" -> Timers.WALL_CLOCK;
        case "stream" -> Timers.STREAM_TIME;
        default -> throw new TypeConversionException("'" + value + "' is not wall or stream");
      };
    }
  }
}
