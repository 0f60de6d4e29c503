package io.tenor.streams.cli;

import io.tenor.broker.BrokerException;
import io.tenor.broker.LocalBroker;
import io.tenor.process.ProcessFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The embedded broker as a command uses it. The module local-broker is not on the production
 * classpath, so only the nested class, loaded when there is one, knows it.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final String BROKER_CLASS = "io.tenor.broker.LocalBroker";

  private final String bootstrapServers;
  private final Runnable stop;

  private EmbeddedBroker(String bootstrapServers, Runnable stop) {
    this.bootstrapServers = bootstrapServers;
    this.stop = stop;
  }

  /**
   * Starts a broker and returns when it serves.
   *
   * @param port 1 to 65535, or 0 for any free one
   * @param data where topics are kept; without it they are deleted at the end
   * @throws UserException if that is not possible
   */
  public static EmbeddedBroker start(int port, Optional<Path> data) {
    try {
      Class.forName(BROKER_CLASS, false, EmbeddedBroker.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw UserException.failure(
          "This installation of Tenor has no embedded broker: run a Kafka broker and give its"
              + " address with --bootstrap-server, or use ./tenor of a source checkout.",
          e);
    }
    return Starter.start(port, data);
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    stop.run();
  }

  private static final class Starter {

    private static EmbeddedBroker start(int port, Optional<Path> data) {
      try {
        if (data.isPresent()) {
          var broker = LocalBroker.start(new LocalBroker.Options(port, data));
          return new EmbeddedBroker(broker.bootstrapServers(), broker::close);
        }
        // Its topics are audio: they are not to stay, even if this process is killed.
        var own = Files.createTempDirectory(ProcessFolder.ofThisProcess(), "broker-");
        var broker = LocalBroker.start(new LocalBroker.Options(port, Optional.of(own)));
        return new EmbeddedBroker(broker.bootstrapServers(), () -> end(broker, own));
      } catch (IOException | UncheckedIOException e) {
        throw UserException.failure(
            "The embedded broker cannot write to the temporary directory: give it a directory with"
                + " --data.",
            e);
      } catch (BrokerException e) {
        throw UserException.failure(e.getMessage(), e);
      } catch (IllegalArgumentException e) {
        throw UserException.wrongUse(e.getMessage() + ".", e);
      }
    }

    private static void end(LocalBroker broker, Path own) {
      broker.close();
      try {
        ProcessFolder.delete(own);
      } catch (IOException e) {
        // The next process deletes it.
      }
    }
  }
}
