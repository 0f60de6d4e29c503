package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running dashboard: reads the topics and serves the page until it is closed. */
public final class Dashboard implements AutoCloseable {

  /** A reader that takes nothing for so long is dropped. */
  private static final Duration IDLE = Duration.ofSeconds(20);

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Server server;
  private final ServerConnector connector;
  private final InetSocketAddress http;
  private final TopicFeed feed;
  private final AckDesk desk;
  private final CountDownLatch closing = new CountDownLatch(1);

  private Dashboard(DashboardSettings settings, Clock clock) throws IOException {
    http = settings.http();
    var threads = new QueuedThreadPool(Pages.MAX_STREAMS + 20, 4);
    threads.setName("dashboard");
    threads.setDaemon(true);
    server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(http.getAddress().getHostAddress());
    connector.setPort(http.getPort());
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.setErrorHandler(Dashboard::error);
    connector.open(); // so that a port that is taken is told before anything is read

    var board = new BoardModel(clock);
    feed = new TopicFeed(settings.topics(), settings.consumer(), board, clock);
    desk = new AckDesk(settings.topics(), settings.producer(), clock);
    var instance = UUID.randomUUID().toString().substring(0, 8);
    var streams = new Streams(board, settings, instance, closing);
    server.setHandler(
        new Pages(
            new Guard(settings.access(), clock), board, desk, streams, settings.listenAudio()));
  }

  /**
   * Starts one.
   *
   * @throws IOException if it cannot listen at its address
   */
  public static Dashboard start(DashboardSettings settings, Clock clock) throws IOException {
    var dashboard = new Dashboard(settings, clock);
    try {
      dashboard.server.start();
    } catch (Exception e) {
      dashboard.close();
      throw e instanceof IOException io ? io : new IOException("the server does not start", e);
    }
    return dashboard;
  }

  /** Where it listens, as a browser on this machine asks for it. */
  public URI address() {
    var address = http.getAddress();
    var host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
    return URI.create(
        "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, port()));
  }

  /** The port at which it listens. */
  public int port() {
    return connector.getLocalPort();
  }

  /** What is wrong with a request that is not even one. */
  private static boolean error(Request request, Response response, Callback callback) {
    Guard.harden(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    var text = "Error %d%n".formatted(response.getStatus());
    response.write(true, ByteBuffer.wrap(text.getBytes(UTF_8)), callback);
    return true;
  }

  /** Ends the streams and stops. Closing twice does no harm. */
  @Override
  public void close() {
    closing.countDown();
    server.setStopTimeout(STOP.toMillis());
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the dashboard's server does not stop", e);
    } finally {
      feed.close();
      desk.close();
    }
  }
}
