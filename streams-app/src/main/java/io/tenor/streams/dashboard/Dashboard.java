package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.streams.http.HttpLimits;
import io.tenor.streams.http.HttpListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A running dashboard: reads the topics and serves the page until it is closed. */
public final class Dashboard implements AutoCloseable {

  private static final int CONNECTIONS = 400;

  private final HttpListener listener;
  private final InetSocketAddress http;
  private final TopicFeed feed;
  private final AckDesk desk;
  private final Pages pages;
  private final CountDownLatch closing = new CountDownLatch(1);

  private Dashboard(DashboardSettings settings, Clock clock, HttpLimits limits) throws IOException {
    var guard = new Guard(settings.access(), clock);
    http = settings.http();
    // At once, so that a port that is taken is told before anything is read.
    listener = HttpListener.open("dashboard", http, limits, Dashboard::error);
    var board = new BoardModel(clock);
    feed = new TopicFeed(settings.topics(), settings.consumer(), board, clock);
    desk = new AckDesk(settings.topics(), settings.producer(), clock);
    var instance = UUID.randomUUID().toString().substring(0, 8);
    var streams = new Streams(board, settings, instance, closing);
    pages = new Pages(guard, board, desk, streams, settings.listenAudio());
  }

  /**
   * Starts one.
   *
   * @throws IOException if it cannot listen at its address
   */
  public static Dashboard start(DashboardSettings settings, Clock clock) throws IOException {
    return start(settings, clock, HttpLimits.of(CONNECTIONS, Pages.MAX_STREAMS + 20));
  }

  static Dashboard start(DashboardSettings settings, Clock clock, HttpLimits limits)
      throws IOException {
    var dashboard = new Dashboard(settings, clock, limits);
    try {
      dashboard.listener.start(dashboard.pages);
    } catch (IOException e) {
      dashboard.close();
      throw e;
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
    return listener.address().getPort();
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
    try {
      listener.close();
    } finally {
      feed.close();
      desk.close();
    }
  }
}
