package io.tenor.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.streams.http.HttpLimits;
import io.tenor.streams.http.HttpListener;
import io.tenor.streams.monitor.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready}, to whoever can reach its
 * address: it holds nothing of what anybody said, but it asks nobody who they are. Health is
 * answered however many clients are slow or ask for metrics.
 */
public final class HttpEndpoint implements AutoCloseable {

  /** Of the text format of Prometheus. */
  static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int CONNECTIONS = 128;
  private static final int THREADS = 8;

  /** So many threads may gather metrics at a time; the others answer health. */
  private static final int SCRAPES = 2;

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Answer(int status, String type, String body) {}

  private final HttpListener listener;
  private final Map<String, Supplier<Answer>> pages;
  private final Semaphore scrapes = new Semaphore(SCRAPES);
  private final AtomicReference<Optional<String>> latest = new AtomicReference<>(Optional.empty());

  private HttpEndpoint(HttpListener listener, MonitorMetrics metrics) {
    this.listener = listener;
    pages =
        Map.of(
            "/metrics", () -> scrape(metrics),
            "/health/live", () -> live(metrics.health()),
            "/health/ready", () -> ready(metrics.health()));
  }

  /**
   * Begins to serve.
   *
   * @param address where; port 0 is any that is free
   * @throws IOException if the address is not this machine's or taken
   */
  public static HttpEndpoint open(InetSocketAddress address, MonitorMetrics metrics)
      throws IOException {
    return open(address, metrics, HttpLimits.of(CONNECTIONS, THREADS));
  }

  static HttpEndpoint open(InetSocketAddress address, MonitorMetrics metrics, HttpLimits limits)
      throws IOException {
    var listener =
        HttpListener.open(
            "http",
            address,
            limits,
            (request, response, callback) -> {
              var text = "Error %d%n".formatted(response.getStatus());
              send(request, response, callback, new Answer(response.getStatus(), TEXT, text));
              return true;
            });
    var endpoint = new HttpEndpoint(listener, metrics);
    listener.start(endpoint.new Pages());
    return endpoint;
  }

  /** Where it serves. */
  public InetSocketAddress address() {
    return listener.address();
  }

  private final class Pages extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      send(request, response, callback, answer(request, response));
      return true;
    }
  }

  private Answer answer(Request request, Response response) {
    var path = Request.getPathInContext(request);
    var page = pages.get(path);
    if (page == null) {
      return new Answer(
          404, TEXT, "There is nothing here: ask for /metrics, /health/live or /health/ready.\n");
    }
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      return new Answer(405, TEXT, "Only GET and HEAD are answered.\n");
    }
    return sure(path, page);
  }

  /** Gathers the metrics; where enough do so already, the latest that were gathered. */
  private Answer scrape(MonitorMetrics metrics) {
    if (!scrapes.tryAcquire()) {
      return latest
          .get()
          .map(text -> new Answer(200, PROMETHEUS, text))
          .orElse(new Answer(503, TEXT, "The metrics are being gathered: ask again.\n"));
    }
    try {
      var text = metrics.scrape();
      latest.set(Optional.of(text));
      return new Answer(200, PROMETHEUS, text);
    } finally {
      scrapes.release();
    }
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

  private static void send(Request request, Response response, Callback callback, Answer answer) {
    byte[] body = answer.body().getBytes(UTF_8);
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    response.write(true, ByteBuffer.wrap(head ? new byte[0] : body), callback);
  }

  @Override
  public void close() {
    listener.close();
  }
}
