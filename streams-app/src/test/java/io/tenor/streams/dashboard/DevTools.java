package io.tenor.streams.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.streams.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chromium's DevTools protocol: commands with their answers, and the events that come unasked. That
 * is all that a test needs of a browser, without two hundred megabytes of a driver.
 */
final class DevTools implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  /** Connects to a page. */
  DevTools(HttpClient http, URI address) {
    socket = http.newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  /** Runs a command. */
  JsonNode call(String method, Map<String, ?> parameters) {
    int id = number.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    answers.put(id, answer);
    try {
      var text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
      synchronized (this) {
        socket.sendText(text, true).join();
      }
      var said = answer.get(Patience.MINUTES, TimeUnit.MINUTES);
      if (said.has("error")) {
        throw new IllegalStateException(method + ": " + said.get("error"));
      }
      return said.get("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the browser does not answer " + method, e);
    }
  }

  /** What came unasked so far. */
  List<JsonNode> events() {
    return events;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void take(String message) {
      try {
        var node = JSON.readTree(message);
        if (node.has("id")) {
          answers.remove(node.get("id").asInt()).complete(node);
        } else {
          events.add(node);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
