package io.tenor.streams.cli;

import io.tenor.broker.BrokerException;
import io.tenor.broker.LocalBroker;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The embedded broker as a command uses it. The module local-broker is not on the production
 * classpath, so this is the one class that knows it.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final LocalBroker broker;

  private EmbeddedBroker(LocalBroker broker) {
    this.broker = broker;
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
      return new EmbeddedBroker(LocalBroker.start(new LocalBroker.Options(port, data)));
    } catch (BrokerException e) {
      throw UserException.failure(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(e.getMessage() + ".", e);
    } catch (NoClassDefFoundError e) {
      throw UserException.failure(
          "This installation of Tenor has no embedded broker: run a Kafka broker and give its"
              + " address with --bootstrap-server, or use ./tenor of a source checkout.",
          e);
    }
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public void close() {
    broker.close();
  }
}
