package io.tenor.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.MovedClock;
import io.tenor.streams.Patience;
import io.tenor.streams.TestReceiver;
import io.tenor.streams.TestReceiver.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HttpReceiverTest {

  private static final WebhookSecret NEW =
      WebhookSecret.parse("YSBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXRlcyAuLi4=");
  private static final WebhookSecret OLD =
      WebhookSecret.parse("YW4gb2xkIHNlY3JldCBvZiB0aGlydHktdHdvIGJ5dGVz");
  private static final WebhookMessage MESSAGE =
      new WebhookMessage("id/1", Map.of("ce-id", "id/1"), "{\"a\": 1}".getBytes(UTF_8));

  private final MovedClock clock = new MovedClock();

  @Test
  void postsTheBodyAsItIsAndSignsItWithEverySecret() {
    // Given
    clock.move(Duration.ofMillis(5_900));
    try (var server = TestReceiver.start(request -> Reply.of(204))) {
      // When
      var answer = post(server.url(), List.of(NEW, OLD), Duration.ofSeconds(10));
      // Then
      assertThat(answer).isEqualTo(new Answer.Accepted());
      var request = server.requests().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.body()).isEqualTo("{\"a\": 1}");
      assertThat(request.headers())
          .containsEntry("webhook-id", "id/1")
          .containsEntry("webhook-timestamp", "5")
          .containsEntry("ce-id", "id/1")
          .containsEntry("user-agent", "tenor/test")
          .containsEntry(
              "webhook-signature",
              NEW.sign("id/1", 5, MESSAGE.body()) + " " + OLD.sign("id/1", 5, MESSAGE.body()))
          .doesNotContainKey("upgrade");
    }
  }

  @Test
  void withoutSecretsNothingIsSigned() {
    // Given
    try (var server = TestReceiver.start(request -> Reply.of(200))) {
      // When
      post(server.url(), List.of(), Duration.ofSeconds(10));
      // Then
      assertThat(server.requests().get(0).headers()).doesNotContainKey("webhook-signature");
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    // Given
    try (var other = TestReceiver.start(request -> Reply.of(200));
        var server =
            TestReceiver.start(
                request ->
                    new Reply(
                        307,
                        Map.of("location", other.url().toString(), "retry-after", "9"),
                        "moved"))) {
      // When
      var answer = post(server.url(), List.of(NEW), Duration.ofSeconds(10));
      // Then
      assertThat(answer)
          .isEqualTo(new Answer.Failed("HTTP 307", true, Optional.of(Duration.ofSeconds(9))));
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void aReceiverThatDoesNotAnswerIsGivenUpInTime() {
    // Given
    var never = new CountDownLatch(1);
    try (var server =
        TestReceiver.start(
            request -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Reply.of(200);
            })) {
      // When
      var answer = post(server.url(), List.of(NEW), Duration.ofMillis(200));
      // Then
      assertThat(answer).isEqualTo(new Answer.Failed("no answer in time", false, Optional.empty()));
    }
  }

  @Test
  void aBodyWithoutEndIsCutOffAndTheStatusCounts() throws IOException {
    // Given
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var serving = CompletableFuture.runAsync(() -> answerAndSaySoMuchThatNobodyListens(socket));
      var url = URI.create("http://localhost:" + socket.getLocalPort());
      // When
      var answer = post(url, List.of(NEW), Duration.ofSeconds(10));
      // Then: the other side sees that the connection was closed
      assertThat(answer).isEqualTo(new Answer.Accepted());
      assertThat(serving).failsWithin(Patience.LIMIT);
    }
  }

  @Test
  void aReceiverThatIsNotThereIsAFailureOfItsKind() throws IOException {
    // Given
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    // When
    var closed = post(URI.create("http://localhost:" + port), List.of(NEW), Duration.ofSeconds(10));
    var unknown =
        post(URI.create("http://receiver.invalid/"), List.of(NEW), Duration.ofSeconds(10));
    // Then
    assertThat(closed).isEqualTo(new Answer.Failed("no connection", false, Optional.empty()));
    assertThat(unknown).isEqualTo(new Answer.Failed("unknown host", false, Optional.empty()));
  }

  private static void answerAndSaySoMuchThatNobodyListens(ServerSocket server) {
    try (var connection = server.accept()) {
      var out = connection.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n".getBytes(UTF_8));
      var block = new byte[1 << 16];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      throw new IllegalStateException("closed by the other side", e);
    }
  }

  private Answer post(URI url, List<WebhookSecret> secrets, Duration timeout) {
    var settings =
        new WebhookSettings(
            url,
            secrets,
            "tenor/test",
            timeout,
            "alerts",
            "group",
            Optional.empty(),
            Optional.empty());
    var answer = new CompletableFuture<Answer>();
    try (var receiver = new HttpReceiver(settings, clock)) {
      receiver.post(MESSAGE, answer::complete);
      return answer.join();
    }
  }
}
