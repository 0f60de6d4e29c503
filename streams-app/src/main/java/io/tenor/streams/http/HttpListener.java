package io.tenor.streams.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server at one address that holds its clients to {@link HttpLimits}. A client that sends or
 * reads slowly costs a connection and no thread, unless the handler itself waits for it.
 */
public final class HttpListener implements AutoCloseable {

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MIN_THREADS = 4;
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Server server;
  private final ServerConnector connector;
  private final String name;
  private final InetSocketAddress address;
  private final HttpLimits limits;

  private HttpListener(
      String name, InetSocketAddress address, HttpLimits limits, Request.Handler error) {
    this.name = name;
    this.address = address;
    this.limits = limits;
    var threads = new QueuedThreadPool(limits.threads(), MIN_THREADS);
    threads.setName(name);
    threads.setDaemon(true);
    server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(limits.longest().toMillis());
    server.addConnector(connector);
    server.setErrorHandler(error);
  }

  /**
   * Takes the address, and answers nobody before {@link #start}.
   *
   * @param name of its threads and in its log
   * @param error answers what is no request
   * @throws IOException if the address is not this machine's or taken
   */
  public static HttpListener open(
      String name, InetSocketAddress address, HttpLimits limits, Request.Handler error)
      throws IOException {
    var listener = new HttpListener(name, address, limits, error);
    try {
      listener.connector.open();
    } catch (IOException e) {
      throw e.getCause() instanceof BindException taken ? taken : e;
    }
    return listener;
  }

  /**
   * Begins to answer.
   *
   * @throws IOException if it cannot
   */
  public void start(Handler handler) throws IOException {
    var visits = new Visits(name, limits, handler);
    server.setHandler(visits);
    connector.addBean(visits, false);
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof IOException io ? io : new IOException("the server does not start", e);
    }
  }

  /** Where it listens, with the port that it has. */
  public InetSocketAddress address() {
    return new InetSocketAddress(address.getAddress(), connector.getLocalPort());
  }

  /** Stops. Closing twice does no harm. */
  @Override
  public void close() {
    server.setStopTimeout(STOP.toMillis());
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    } finally {
      connector.close(); // one that was never started, too
    }
  }
}
