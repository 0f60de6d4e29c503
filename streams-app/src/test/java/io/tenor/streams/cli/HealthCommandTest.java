package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command that a container's health check runs, against a real server. */
class HealthCommandTest {

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/well", 200);
    answer("/starting", 503);
    answer("/moved", 302);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatIsWellHasExitStatusZero() {
    // When
    Typed health = Typed.tenor("health", at("/well"));
    // Then
    assertThat(health.status()).as(health.err()).isZero();
    assertThat(health.out().strip()).isEqualTo(at("/well") + " is well.");
  }

  @Test
  void whatSaysThatItIsNotReadyOrLeadsElsewhereIsNotWell() {
    // When
    Typed starting = Typed.tenor("health", at("/starting"));
    Typed moved = Typed.tenor("health", at("/moved"));
    // Then
    assertThat(starting.status()).isEqualTo(1);
    assertThat(starting.err().lines()).hasSize(1);
    assertThat(starting.err()).contains("/starting", "503");
    assertThat(moved.status()).isEqualTo(1);
  }

  @Test
  void nobodyThereIsNotWell() throws IOException {
    // Given
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    // When
    Typed health = Typed.tenor("health", "http://127.0.0.1:" + free + "/health/live");
    // Then
    assertThat(health.status()).isEqualTo(1);
    assertThat(health.err().lines()).hasSize(1);
    assertThat(health.err()).contains("Nobody answers");
  }

  @Test
  void whoNeverAnswersIsGivenUp() throws IOException {
    // Given: a port that takes connections and says nothing
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      Typed health =
          Typed.tenor("health", "--timeout", "1", "http://127.0.0.1:" + silent.getLocalPort());
      // Then
      assertThat(health.status()).isEqualTo(1);
      assertThat(health.err()).contains("Nobody answers", "SocketTimeout");
    }
  }

  @Test
  void anAddressThatIsNoneOfHttpIsWrongUse() {
    // When
    Typed file = Typed.tenor("health", "file:///etc/passwd");
    Typed timeout = Typed.tenor("health", "--timeout", "0", at("/well"));
    // Then
    assertThat(file.status()).isEqualTo(2);
    assertThat(file.err()).contains("http://127.0.0.1:9464/health/ready");
    assertThat(timeout.status()).isEqualTo(2);
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(String path, int status) {
    server.createContext(
        path,
        exchange -> {
          if (status == 302) {
            exchange.getResponseHeaders().add("Location", "/well");
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }
}
