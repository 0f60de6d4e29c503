package io.tenor.streams.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks an endpoint of this machine. */
final class Http {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What it said. */
  record Answer(int status, String type, String body) {}

  private Http() {}

  static Answer get(InetSocketAddress address, String path) {
    return ask("GET", address, path);
  }

  static Answer ask(String method, InetSocketAddress address, String path) {
    var uri = URI.create("http://127.0.0.1:%d%s".formatted(address.getPort(), path));
    try {
      var answer =
          CLIENT.send(
              HttpRequest.newBuilder(uri)
                  .timeout(PATIENCE)
                  .method(method, BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
