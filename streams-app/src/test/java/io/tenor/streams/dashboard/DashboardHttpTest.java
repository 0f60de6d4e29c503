package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.Topics;
import io.tenor.streams.SlowClients;
import io.tenor.streams.http.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in, with a broker that never answers. */
class DashboardHttpTest {

  private static final String TOKEN = "a-token-of-this-test";

  /** 1 of 4000 bytes, so that none of those that follow is the last. */
  private static final String HALF_LOG_IN =
      "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: 4000\r\n\r\n{";

  private final HttpClient http = HttpClient.newHttpClient();
  private Dashboard dashboard;

  private void start(Access access) throws IOException {
    dashboard = Dashboard.start(settings(access), Clock.systemUTC());
  }

  private static DashboardSettings settings(Access access) {
    return Stage.settings(
        Map.of("bootstrap.servers", "localhost:1"), new Topics(), 0, access, false);
  }

  @AfterEach
  void stop() {
    if (dashboard != null) {
      dashboard.close();
    }
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(dashboard.address().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int status(String method, String path, String... headers) throws Exception {
    return send(method, path, "{}", headers).statusCode();
  }

  /** What a client that may say anything gets. */
  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), dashboard.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String csrf(String... headers) throws Exception {
    return new ObjectMapper()
        .readTree(send("GET", "/api/session", "", headers).body())
        .get("csrf")
        .asText();
  }

  @Test
  void everyAnswerTellsBrowsersToLoadNothingFromElsewhere() throws Exception {
    // Given
    start(new Access.ThisMachine());

    // When
    for (var path :
        List.of("/", "/main.js", "/health/live", "/api/session", "/none", "/api/none")) {
      var answer = send("GET", path, "");

      // Then
      var headers = answer.headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(headers.firstValue("Server")).isEmpty();
    }
    assertThat(raw("NONSENSE\r\n\r\n")).contains("400", "default-src 'none'");
    assertThat(status("GET", "/health/live")).isEqualTo(200);
    assertThat(status("GET", "/none")).isEqualTo(404);
    assertThat(status("DELETE", "/api/session")).isEqualTo(405);
    assertThat(status("GET", "/../pom.xml")).isIn(400, 404);
    assertThat(status("GET", "/%2e%2e/dashboard/Dashboard.class")).isIn(400, 404);
  }

  @Test
  void anotherNameForThisMachineIsNotAnswered() throws Exception {
    // Given
    start(new Access.ThisMachine());

    // Then
    assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(
            raw("GET / HTTP/1.1\r\nHost: localhost.evil.example:80\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(raw("GET / HTTP/1.1\r\nHost: [::1]:8080\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void onlyThePageItselfCanChangeAnything() throws Exception {
    // Given
    start(new Access.ThisMachine());
    var csrf = csrf();
    var json = "application/json";
    var origin = dashboard.address().toString().replaceFirst("/$", "");

    // Then
    assertThat(status("POST", "/api/ack", "Content-Type", json)).isEqualTo(403);
    assertThat(status("POST", "/api/ack", "Content-Type", json, Guard.CSRF_HEADER, "guess"))
        .isEqualTo(403);
    assertThat(
            status(
                "POST",
                "/api/ack",
                "Content-Type",
                json,
                Guard.CSRF_HEADER,
                csrf,
                "Origin",
                "http://evil.example"))
        .isEqualTo(403);
    assertThat(
            status(
                "POST",
                "/api/ack",
                "Content-Type",
                json,
                Guard.CSRF_HEADER,
                csrf,
                "Sec-Fetch-Site",
                "cross-site"))
        .isEqualTo(403);
    assertThat(status("GET", "/api/board", "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    assertThat(
            status(
                "POST",
                "/api/ack",
                "Content-Type",
                json,
                Guard.CSRF_HEADER,
                csrf,
                "Origin",
                origin))
        .as("the alert is not open")
        .isEqualTo(409);
  }

  @Test
  void withATokenNobodySeesAnythingWithoutIt() throws Exception {
    // Given
    start(new Access.Token(TOKEN));
    var json = "application/json";

    // Then
    assertThat(status("GET", "/api/board")).isEqualTo(401);
    assertThat(status("GET", "/api/sensor?context=ward&name=a")).isEqualTo(401);
    assertThat(status("POST", "/api/ack")).isEqualTo(401);
    assertThat(status("GET", "/api/board", "Authorization", "Bearer wrong")).isEqualTo(401);
    assertThat(csrf()).isEmpty();
    assertThat(csrf("Authorization", "Bearer " + TOKEN)).isNotEmpty();
    assertThat(
            send("POST", "/api/login", "{\"token\":\"wrong\"}", "Content-Type", json).statusCode())
        .isEqualTo(401);

    // When
    var login =
        send("POST", "/api/login", "{\"token\":\"%s\"}".formatted(TOKEN), "Content-Type", json);

    // Then
    var cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
    var session = cookie.substring(0, cookie.indexOf(';'));
    assertThat(csrf("Cookie", session)).isNotEmpty();
    assertThat(csrf("Cookie", session.replaceFirst("=[0-9]", "=9"))).isEmpty();
    assertThat(csrf("Cookie", session + "x")).isEmpty();
  }

  @Test
  void behindAProxyOnlyTheProxyIsAnswered() throws Exception {
    // Given
    start(new Access.Proxy(List.of(AddressRange.parse("10.0.0.0/8")), Optional.empty()));

    // Then
    assertThat(status("GET", "/")).isEqualTo(403);
    assertThat(status("GET", "/api/session")).isEqualTo(403);
    assertThat(status("GET", "/health/live")).isEqualTo(200);
    dashboard.close();

    // When
    start(
        new Access.Proxy(
            List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")),
            Optional.of("X-Forwarded-User")));

    // Then
    assertThat(send("GET", "/api/session", "", "X-Forwarded-User", "nurse 12").body())
        .contains("\"user\":\"nurse 12\"");
    assertThat(
            status(
                "GET",
                "/api/session",
                "Origin",
                "https://ward.example",
                "X-Forwarded-Host",
                "ward.example"))
        .isEqualTo(200);
  }

  @Test
  void nobodyBeyondThisMachineSeesItUnasked() {
    // Then
    var settings =
        Stage.settings(
            Map.of("bootstrap.servers", "localhost:1"),
            new Topics(),
            0,
            new Access.ThisMachine(),
            false);
    assertThatThrownBy(
            () ->
                new DashboardSettings(
                    settings.topics(),
                    settings.consumer(),
                    settings.producer(),
                    new InetSocketAddress("0.0.0.0", 0),
                    settings.access(),
                    false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a token or a reverse proxy");
    assertThatThrownBy(() -> new Access.Token("short"))
        .hasMessageContaining("at least 16");
    assertThat(new Access.Token(TOKEN).toString()).doesNotContain(TOKEN);
  }

  @Test
  void halfSentLogInsStopNobody() throws Exception {
    // Given
    start(new Access.Token(TOKEN));
    try (var clients = new SlowClients(dashboard.port())) {
      clients.send(130, HALF_LOG_IN);
      clients.send(100, "GET /ap");
      clients.askAndNeverRead(20, "/main.js");

      // Then
      assertThat(status("GET", "/health/live")).isEqualTo(200);
      assertThat(status("GET", "/api/session")).isEqualTo(200);
      assertThat(
              send(
                      "POST",
                      "/api/login",
                      "{\"token\":\"%s\"}".formatted(TOKEN),
                      "Content-Type",
                      "application/json")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aLogInThatComesByteByByteIsCut() throws Exception {
    // Given
    dashboard =
        Dashboard.start(
            settings(new Access.Token(TOKEN)),
            Clock.systemUTC(),
            HttpLimits.of(20, 130).withTimes(Duration.ofMillis(300)));
    try (var clients = new SlowClients(dashboard.port())) {
      // When
      clients.send(5, HALF_LOG_IN);

      // Then
      clients.dripUntilClosed(" ");
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    // Given
    start(new Access.Token(TOKEN));

    // When
    var answer =
        send("POST", "/api/login", " ".repeat(5_000) + "{}", "Content-Type", "application/json");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("more than 4096 bytes");
  }
}
