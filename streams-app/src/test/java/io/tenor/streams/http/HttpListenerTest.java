package io.tenor.streams.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.streams.SlowClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class HttpListenerTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final CompletableFuture<IOException> ended = new CompletableFuture<>();

  private static HttpListener open(HttpLimits limits, Handler handler) throws IOException {
    var listener =
        HttpListener.open(
            "test",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            limits,
            (request, response, callback) -> false);
    listener.start(handler);
    return listener;
  }

  /** Sends frames for as long as they are taken. */
  private final class Streaming extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      var visit = Visit.of(request);
      try (var out = Content.Sink.asOutputStream(response)) {
        while (!Thread.currentThread().isInterrupted()) {
          visit.sendingFrame();
          out.write(new byte[100_000]);
          out.flush();
          visit.frameSent();
        }
      } catch (IOException e) {
        ended.complete(e);
      }
      callback.succeeded();
      return true;
    }
  }

  /** Answers when it is told to. */
  private static final class Late extends Handler.Abstract {
    private final CompletableFuture<Callback> asked = new CompletableFuture<>();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Visit.of(request).frameSent(); // for as long as it likes
      asked.complete(callback);
      return true;
    }
  }

  @Test
  void aReaderOfAStreamWhoTakesNothingGivesItsThreadBack() throws Exception {
    try (var listener = open(HttpLimits.of(10, 4).withTimes(SHORT), new Streaming());
        var clients = new SlowClients(listener.address().getPort())) {
      // When
      clients.send(1, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

      // Then
      assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whoIsAnsweredIsNotClosedForOthersWhoOnlyWait() throws Exception {
    // Given
    var late = new Late();
    try (var listener = open(HttpLimits.of(3, 4), late);
        var clients = new SlowClients(listener.address().getPort());
        var socket = new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      var callback = late.asked.get(30, TimeUnit.SECONDS);

      // When
      clients.send(20, "GET /");
      clients.awaitClosed(15);
      callback.succeeded();

      // Then
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void connectionsThatAreOnlyHeldAreClosed() throws Exception {
    try (var listener = open(HttpLimits.of(10, 4).withTimes(SHORT), new Streaming());
        var clients = new SlowClients(listener.address().getPort())) {
      // When
      clients.send(3, "");

      // Then
      clients.awaitClosed(3);
    }
  }

  @Test
  void limitsThatLimitNothingAreRefused() {
    // Then
    assertThatThrownBy(() -> HttpLimits.of(0, 8)).hasMessageContaining("too few");
    assertThatThrownBy(() -> HttpLimits.of(8, 1)).hasMessageContaining("too few");
    assertThatThrownBy(() -> HttpLimits.of(8, 8).withTimes(Duration.ZERO))
        .hasMessageContaining("positive");
  }
}
