package io.tenor.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tenor.streams.monitor.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready}, to whoever can reach its
 * address: it holds nothing of what anybody said, but it asks nobody who they are.
 */
public final class HttpEndpoint implements AutoCloseable {

  /** Of the text format of Prometheus. */
  static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int THREADS = 2;
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Answer(int status, String type, String body) {}

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoint(HttpServer server, MonitorMetrics metrics) {
    this.server = server;
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              var thread = new Thread(task, "http");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    serve("/metrics", () -> new Answer(200, PROMETHEUS, metrics.scrape()));
    serve("/health/live", () -> live(metrics.health()));
    serve("/health/ready", () -> ready(metrics.health()));
    server.createContext("/", exchange -> send(exchange, notFound()));
  }

  /**
   * Begins to serve.
   *
   * @param address where; port 0 is any that is free
   * @throws IOException if the address is not this machine's or taken
   */
  public static HttpEndpoint open(InetSocketAddress address, MonitorMetrics metrics)
      throws IOException {
    var endpoint = new HttpEndpoint(HttpServer.create(address, 0), metrics);
    endpoint.server.start();
    return endpoint;
  }

  /** Where it serves. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void serve(String path, Supplier<Answer> answer) {
    HttpHandler handler =
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals(path)) {
            send(exchange, notFound()); // a context is a prefix
          } else if (!exchange.getRequestMethod().equals("GET")
              && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, new Answer(405, TEXT, "Only GET and HEAD are answered.\n"));
          } else {
            send(exchange, sure(path, answer));
          }
        };
    server.createContext(path, handler);
  }

  private static Answer sure(String path, Supplier<Answer> answer) {
    try {
      return answer.get();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("path", path)
          .addKeyValue("failure", e.getClass().getName())
          .log("A request could not be answered");
      LOG.debug("The failure", e);
      return new Answer(500, TEXT, "This could not be found out just now; the log says why.\n");
    }
  }

  private static Answer notFound() {
    return new Answer(
        404, TEXT, "There is nothing here: ask for /metrics, /health/live or /health/ready.\n");
  }

  private static Answer live(Health health) {
    return told(health.live(), "live", health);
  }

  private static Answer ready(Health health) {
    return told(health.ready(), "ready", health);
  }

  private static Answer told(boolean well, String what, Health health) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(what, well);
    if (!well) {
      body.put("reason", health.reason());
    }
    try {
      return new Answer(well ? 200 : 503, JSON, MAPPER.writeValueAsString(body) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
