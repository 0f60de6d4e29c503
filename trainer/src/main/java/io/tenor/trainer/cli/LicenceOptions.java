package io.tenor.trainer.cli;

import io.tenor.spectrogram.ModelLicence;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Under what licence a trained model may be used. */
final class LicenceOptions {

  @Option(
      names = "--licence",
      paramLabel = "NAME",
      description =
          "Licence of the model, such as 'CC BY-NC-SA 4.0', where its recordings bind it to one; the"
              + " monitor prints it when it starts.")
  private Optional<String> licence = Optional.empty();

  @Option(
      names = "--attribution",
      paramLabel = "TEXT",
      description = "With --licence: whose recordings it learned from, as they ask to be named.")
  private Optional<String> attribution = Optional.empty();

  /**
   * The licence; empty without one.
   *
   * @throws CommandLine.ParameterException in one sentence, if only one of the two is given
   */
  Optional<ModelLicence> licence(CommandSpec spec) {
    if (licence.isEmpty() && attribution.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ModelLicence(licence.orElse(""), attribution.orElse("")));
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--licence and --attribution are one line each, and both are given.");
    }
  }
}
