package io.tenor.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running broker. It is broker and controller in one (KRaft), has one copy of everything and does
 * not create topics on its own. Close it to stop it; it has no shutdown hook, because only the
 * caller knows what has to be stopped before it.
 */
public final class LocalBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
  private static final int ATTEMPTS = 5;

  /**
   * How to start a broker.
   *
   * @param port to listen on, 1 to 65535, or 0 for any free one
   * @param dataDirectory where topics are kept for the next start; without it they are in a
   *     temporary directory, deleted on close
   * @param settings of the broker, over those that it has anyway, such as who may connect
   * @param client properties of a client that may do everything: by them the broker is tried out
   */
  public record Options(
      int port,
      Optional<Path> dataDirectory,
      Map<String, String> settings,
      Map<String, String> client) {

    /** Checks the port. */
    public Options {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException(
            "A port is a number from 1 to 65535 (or 0 for any free one), but this is " + port);
      }
      if (dataDirectory == null) {
        throw new IllegalArgumentException("The data directory is null");
      }
      settings = Map.copyOf(settings);
      client = Map.copyOf(client);
    }

    /** A broker without encryption that lets everybody do everything. */
    public Options(int port, Optional<Path> dataDirectory) {
      this(port, dataDirectory, Map.of(), Map.of());
    }

    /** Any free port and a temporary directory. */
    public static Options temporary() {
      return new Options(0, Optional.empty());
    }

    /** The same with this port. */
    public Options withPort(int newPort) {
      return new Options(newPort, dataDirectory, settings, client);
    }

    /** The same with topics kept in this directory. */
    public Options withDataDirectory(Path directory) {
      return new Options(port, Optional.of(directory), settings, client);
    }

    /** The same with further settings, and the properties that a client of such a broker needs. */
    public Options withSettings(Map<String, String> further, Map<String, String> newClient) {
      return new Options(port, dataDirectory, further, newClient);
    }
  }

  private final KafkaRaftServer server;
  private final DataDirectory data;
  private final int port;
  private boolean closed;

  private LocalBroker(KafkaRaftServer server, DataDirectory data, int port) {
    this.server = server;
    this.data = data;
    this.port = port;
  }

  /**
   * Starts a broker and returns when a record has been written to it and read again, after some
   * seconds.
   *
   * @throws BrokerException if the port is taken, the directory cannot be used, or the broker fails
   */
  public static LocalBroker start(Options options) {
    return start(options, Ports::free);
  }

  static LocalBroker start(Options options, Ports.Source freePorts) {
    if (options.port() != 0 && !Ports.isFree(options.port())) {
      throw portTaken(options.port(), null);
    }
    DataDirectory data = DataDirectory.open(options.dataDirectory());
    try {
      return start(options, freePorts, data);
    } catch (RuntimeException | Error e) {
      data.close();
      throw e;
    }
  }

  private static LocalBroker start(Options options, Ports.Source freePorts, DataDirectory data) {
    for (int attempt = 1; ; attempt++) {
      int port = options.port() == 0 ? freePorts.next() : options.port();
      int controllerPort = freePorts.next();
      try {
        return start(port, controllerPort, data, options);
      } catch (Exception e) {
        // Between finding a free port and listening on it, another program may have taken it.
        boolean portLost = !Ports.isFree(port) || !Ports.isFree(controllerPort);
        if (portLost && options.port() != 0 && !Ports.isFree(options.port())) {
          throw portTaken(options.port(), e);
        }
        if (!portLost || attempt == ATTEMPTS) {
          throw new BrokerException(
              "The local broker did not start: " + rootMessage(e) + ". The log says more.", e);
        }
        LOG.atDebug()
            .addKeyValue("port", port)
            .addKeyValue("attempt", attempt)
            .log("lost a port while starting the broker, trying another one");
      }
    }
  }

  private static LocalBroker start(
      int port, int controllerPort, DataDirectory data, Options options) throws Exception {
    data.format(BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER_LISTENER);
    Properties settings = BrokerSettings.of(port, controllerPort, data.path());
    settings.putAll(options.settings());
    KafkaConfig config = KafkaConfig.fromProps(settings, false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
      Readiness.await("localhost:" + port, options.client());
    } catch (Exception e) {
      stop(server);
      throw e;
    }
    LOG.atInfo()
        .addKeyValue("port", port)
        .addKeyValue("data", data.path())
        .log("local broker is ready");
    return new LocalBroker(server, data, port);
  }

  /** Where clients find the broker, {@code localhost:PORT}. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The port that the broker listens on. */
  public int port() {
    return port;
  }

  /** Where the topics are: a directory given, which stays, or a temporary one, which does not. */
  public Path dataDirectory() {
    return data.path();
  }

  /** Stops the broker, and deletes its data if it was temporary. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stop(server);
    } finally {
      data.close();
    }
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  private static BrokerException portTaken(int port, Exception cause) {
    return new BrokerException(
        "Port "
            + port
            + " is already in use on this machine: stop the program that listens on it,"
            + " or choose another port with --port.",
        cause);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
