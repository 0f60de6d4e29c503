package io.tenor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real HTTP server on this machine that notes what it gets and answers as a test says. */
public final class TestReceiver implements AutoCloseable {

  /**
   * A request.
   *
   * @param method such as POST
   * @param headers by lower-case name, the first of each
   * @param body as text
   */
  public record Request(String method, Map<String, String> headers, String body) {

    /** The header {@code webhook-id}. */
    public String id() {
      return headers.get("webhook-id");
    }
  }

  /**
   * An answer.
   *
   * @param status such as 200
   * @param headers further ones
   * @param body as text; may be empty
   */
  public record Reply(int status, Map<String, String> headers, String body) {

    /** An answer without further headers and body. */
    public static Reply of(int status) {
      return new Reply(status, Map.of(), "");
    }
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Request> accepted = new CopyOnWriteArrayList<>();

  private TestReceiver(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port. */
  public static TestReceiver start(Function<Request, Reply> answer) {
    return start(0, answer);
  }

  /**
   * Starts.
   *
   * @param port 0 for a free one
   * @param answer may wait; is called by several threads
   */
  public static TestReceiver start(int port, Function<Request, Reply> answer) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      var receiver = new TestReceiver(server);
      server.setExecutor(receiver.executor);
      server.createContext("/", exchange -> receiver.handle(exchange, answer));
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange, Function<Request, Reply> answer) throws IOException {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var request = new Request(exchange.getRequestMethod(), headers, body);
    requests.add(request);
    var reply = answer.apply(request);
    if (reply.status() < 300) {
      accepted.add(request);
    }
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    var bytes = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/alerts");
  }

  /** Everything it got, in the order in which it came. */
  public List<Request> requests() {
    return requests;
  }

  /** What it accepted, in the order in which it did. */
  public List<Request> accepted() {
    return accepted;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
