package io.tenor.streams.cli;

import io.tenor.streams.webhook.WebhookSecret;
import io.tenor.streams.webhook.WebhookSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say where alerts are sent, which belong together. */
final class WebhookOptions {

  static final String SECRET_VARIABLE = "TENOR_WEBHOOK_SECRET";

  @Option(
      names = "--webhook",
      required = true,
      paramLabel = "URL",
      converter = UrlConverter.class,
      description = {
        "Send each alert to this receiver with POST, signed as Standard Webhooks has it, at least"
            + " once and in the order of its sensor, instead of showing it.",
        "What the receiver does not accept is sent again for ever; a restart goes on where it"
            + " stopped."
      })
  private URI url;

  @Option(
      names = "--webhook-secret-file",
      paramLabel = "FILE",
      description = {
        "The secret to sign with: at least 24 bytes in base64, with whsec_ before it or not. Of"
            + " several lines each signs.",
        "Default: what the environment's " + SECRET_VARIABLE + " holds."
      })
  private Optional<Path> secretFile = Optional.empty();

  @Option(
      names = "--webhook-unsigned",
      description = "Sign nothing: the receiver cannot tell who has sent an alert.")
  private boolean unsigned;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "tenor-webhook",
      description = {
        "The consumer group: instances of one group share the sensors, so each receiver needs a"
            + " group of its own. Default: ${DEFAULT-VALUE}."
      })
  private String group;

  /** Where alerts are sent. */
  URI url() {
    return url;
  }

  /** The name of the consumer group. */
  String group() {
    if (group.isBlank()) {
      throw UserException.wrongUse("The --group has no name: give one, or leave it out.");
    }
    return group;
  }

  /**
   * What is signed with.
   *
   * @param environment what {@link #SECRET_VARIABLE} holds, if it is set
   * @return empty only if nothing is to be signed
   * @throws UserException if there is no secret, or it cannot be used
   */
  List<WebhookSecret> secrets(Optional<String> environment) {
    if (unsigned && secretFile.isPresent()) {
      throw UserException.wrongUse(
          "Give --webhook-secret-file or --webhook-unsigned, and not both.");
    }
    if (unsigned) {
      return List.of();
    }
    if (secretFile.isPresent()) {
      return parse(read(secretFile.get()), "in " + secretFile.get());
    }
    var text =
        environment
            .filter(value -> !value.isBlank())
            .orElseThrow(
                () ->
                    UserException.wrongUse(
                        "Alerts are sent signed, and there is no secret: give --webhook-secret-file,"
                            + " set %s, or say --webhook-unsigned.".formatted(SECRET_VARIABLE)));
    return parse(text, "in " + SECRET_VARIABLE);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw UserException.wrongUse(
          "The secret %s cannot be read (%s): give a file with a secret, such as openssl rand"
                  .formatted(file, e.getClass().getSimpleName())
              + " -base64 32 makes.",
          e);
    }
  }

  private static List<WebhookSecret> parse(String text, String where) {
    try {
      return WebhookSecret.parseLines(text);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(
          "The secret %s cannot be used, %s: make one with openssl rand -base64 32."
              .formatted(where, e.getMessage()),
          e);
    }
  }

  private static final class UrlConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String value) {
      try {
        var url = new URI(value);
        WebhookSettings.requireReceiver(url);
        return url;
      } catch (URISyntaxException e) {
        throw new TypeConversionException("'%s' is no URL".formatted(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'%s' is no address of a receiver, %s".formatted(value, e.getMessage()));
      }
    }
  }
}
