package io.tenor.streams.cli;

import io.tenor.streams.admin.MissingLibrary;
import io.tenor.streams.evaluate.recorded.EvaluationException;
import io.tenor.streams.model.ModelException;
import io.tenor.streams.monitor.MonitorFailedException;
import io.tenor.streams.sensor.SensorException;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever ends a command into one sentence on standard error and an exit status: 2 for wrong
 * use, 1 for a failure. The stack trace shows under {@code --verbose}.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    UserException failure = explain(thrown, kafka(command));
    var err = command.getErr();
    err.println(failure.getMessage());
    if (TenorCli.isVerbose(command)) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return failure.exitStatus();
  }

  @Override
  public int handleParseException(ParameterException thrown, String[] args) {
    CommandLine command = thrown.getCommandLine();
    var err = command.getErr();
    err.println(thrown.getMessage());
    UnmatchedArgumentException.printSuggestions(thrown, err);
    err.println("Try './" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** The sentence for a failure, found along the chain of its causes. */
  static UserException explain(Throwable thrown, Optional<KafkaOptions> kafka) {
    return anyKnown(thrown, kafka)
        .orElseGet(
            () ->
                UserException.failure(
                    "The command failed unexpectedly (%s): run it again with --verbose to see where."
                        .formatted(
                            summary(
                                thrown instanceof ExecutionException ? thrown.getCause() : thrown)),
                    thrown));
  }

  private static Optional<UserException> anyKnown(Throwable thrown, Optional<KafkaOptions> kafka) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<UserException> known = known(cause, kafka);
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  private static Optional<UserException> known(Throwable cause, Optional<KafkaOptions> kafka) {
    if (cause instanceof UserException sentence) {
      return Optional.of(sentence);
    }
    if (cause instanceof MonitorFailedException ended) {
      // Why a thread failed says more than that it did.
      return anyKnown(ended.getCause(), kafka)
          .or(() -> Optional.of(UserException.failure(ended.getMessage(), ended)));
    }
    var library = MissingLibrary.remedy(cause);
    if (library.isPresent()) {
      return library.map(remedy -> UserException.failure(remedy, cause));
    }
    if (cause instanceof InterruptedException || cause instanceof InterruptException) {
      return Optional.of(UserException.failure("The command was interrupted.", cause));
    }
    if (cause instanceof OutOfMemoryError) {
      return Optional.of(
          UserException.failure(
              "The memory is full: give the command more with TENOR_JAVA_OPTS=-Xmx2g, or less to do.",
              cause));
    }
    if (cause instanceof ModelException
        || cause instanceof SensorException
        || cause instanceof EvaluationException) {
      return Optional.of(UserException.failure(cause.getMessage(), cause));
    }
    return kafka.flatMap(options -> knownOfKafka(cause, options));
  }

  private static Optional<UserException> knownOfKafka(Throwable cause, KafkaOptions kafka) {
    if (cause instanceof ConfigException) {
      return Optional.of(
          UserException.wrongUse(
              "The Kafka settings are wrong (%s): correct --bootstrap-server or the file given with --config."
                  .formatted(cause.getMessage()),
              cause));
    }
    if (!(cause instanceof ApiException)) {
      return Optional.empty();
    }
    String broker = kafka.bootstrapServers();
    String sentence;
    if (cause instanceof TimeoutException) {
      sentence =
          "No Kafka broker answers at %s: start one with ./tenor broker, or give --bootstrap-server."
              .formatted(broker);
    } else if (cause instanceof UnknownTopicOrPartitionException) {
      sentence =
          "The broker at %s lacks a topic: create the topics with ./tenor topics create."
              .formatted(broker);
    } else if (cause instanceof AuthenticationException) {
      sentence =
          "The broker at %s did not accept the connection (%s): set security.protocol and the credentials in the file given with --config."
              .formatted(broker, cause.getMessage());
    } else if (cause instanceof AuthorizationException) {
      sentence =
          "The broker at %s does not allow this (%s): ask its administrator for the right."
              .formatted(broker, cause.getMessage());
    } else {
      sentence =
          "The broker at %s refused (%s): run again with --verbose for details."
              .formatted(broker, summary(cause));
    }
    return Optional.of(UserException.failure(sentence, cause));
  }

  private static Optional<KafkaOptions> kafka(CommandLine command) {
    return command.getMixins().values().stream()
        .filter(KafkaOptions.class::isInstance)
        .map(KafkaOptions.class::cast)
        .findFirst();
  }

  private static String summary(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
  }
}
