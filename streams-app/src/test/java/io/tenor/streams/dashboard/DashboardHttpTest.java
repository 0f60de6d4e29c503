package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.Topics;
import io.tenor.streams.MovedClock;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    start(new Access.Token(TOKEN, Optional.empty()));
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
    assertThat(csrf("Cookie", session.replaceFirst("[.][0-9]", ".9"))).isEmpty();
    assertThat(csrf("Cookie", session.replaceFirst("=.", "=_"))).isEmpty();
    assertThat(csrf("Cookie", session + "x")).isEmpty();
  }

  private static final List<AddressRange> HERE =
      List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));

  /** A request by what says that it is the proxy, with these further lines. */
  private String proxied(String... lines) throws IOException {
    return raw(
        "GET /api/session HTTP/1.1\r\nConnection: close\r\n"
            + String.join("\r\n", lines)
            + "\r\n\r\n");
  }

  @Test
  void behindAProxyOnlyTheProxyIsAnswered() throws Exception {
    // Given
    start(
        new Access.Proxy(
            List.of(AddressRange.parse("203.0.113.0/24")),
            Set.of("ward.example"),
            Optional.empty(),
            Optional.empty()));

    // Then
    assertThat(status("GET", "/")).isEqualTo(403);
    assertThat(status("GET", "/api/session")).isEqualTo(403);
    assertThat(status("GET", "/health/live")).isEqualTo(200);
  }

  @Test
  void theProxyShowsItsSecretNamesThePageAndSaysOnceWhoItIs() throws Exception {
    // Given
    start(
        new Access.Proxy(
            HERE, Set.of("Ward.example"), Optional.of("X-Forwarded-User"), Optional.of(TOKEN)));
    var secret = "X-Tenor-Proxy-Secret: " + TOKEN;
    var host = "Host: ward.example";
    var user = "X-Forwarded-User: nurse 12";

    // Then
    assertThat(proxied(host, secret, user)).startsWith("HTTP/1.1 200").contains("nurse 12");
    assertThat(proxied("Host: ward.example:8443", secret, user)).startsWith("HTTP/1.1 200");
    assertThat(proxied("Host: 10.0.0.7:8080", "X-Forwarded-Host: ward.example", secret, user))
        .startsWith("HTTP/1.1 200");
    assertThat(
            proxied(
                host,
                "X-Forwarded-Host: ward.example",
                secret,
                user,
                "Origin: https://ward.example"))
        .startsWith("HTTP/1.1 200");
    for (var wrong :
        List.of(
            List.of(host, user),
            List.of(host, user, "X-Tenor-Proxy-Secret: another-secret-of-it"),
            List.of(host, user, secret, "X-Tenor-Proxy-Secret: another-secret-of-it"),
            List.of("Host: evil.example", secret, user),
            List.of(host, "X-Forwarded-Host: evil.example", secret, user),
            List.of(
                host,
                "X-Forwarded-Host: ward.example",
                "X-Forwarded-Host: evil.example",
                secret,
                user),
            List.of(host, secret),
            List.of(host, secret, "X-Forwarded-User: "),
            List.of(host, secret, user, "X-Forwarded-User: matron"))) {
      assertThat(proxied(wrong.toArray(String[]::new)))
          .as(wrong.toString())
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void noProcessOfThisMachineCanBeTheProxyWithoutASecret() {
    // Then
    for (var range : List.of("127.0.0.1", "127.0.0.0/30", "0.0.0.0/0", "::1", "::/0")) {
      assertThatThrownBy(
              () ->
                  new Access.Proxy(
                      List.of(AddressRange.parse(range)),
                      Set.of("ward.example"),
                      Optional.empty(),
                      Optional.empty()))
          .as(range)
          .hasMessageContaining("without a secret");
    }
  }

  private String logIn() throws Exception {
    var answer =
        send(
            "POST",
            "/api/login",
            "{\"token\":\"%s\"}".formatted(TOKEN),
            "Content-Type",
            "application/json");
    assertThat(answer.statusCode()).isEqualTo(200);
    return cookie(answer);
  }

  private static String cookie(HttpResponse<String> answer) {
    var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  @Test
  void signingOutMakesTheCookieUselessAlsoAfterARestart(@TempDir Path folder) throws Exception {
    // Given
    var access = new Access.Token(TOKEN, Optional.of(folder.resolve("token.signed-out")));
    start(access);
    var here = logIn();
    var elsewhere = logIn();
    var renewed = cookie(send("GET", "/api/session", "", "Cookie", here));
    var stream =
        http.sendAsync(
            HttpRequest.newBuilder(dashboard.address().resolve("/api/board"))
                .header("Cookie", here)
                .build(),
            HttpResponse.BodyHandlers.ofString());

    // When
    assertThat(
            status(
                "POST",
                "/api/logout",
                "Cookie",
                here,
                "Content-Type",
                "application/json",
                Guard.CSRF_HEADER,
                csrf("Cookie", here)))
        .isEqualTo(200);

    // Then
    assertThat(csrf("Cookie", here)).isEmpty();
    assertThat(csrf("Cookie", renewed)).isEmpty();
    assertThat(csrf("Cookie", elsewhere)).isNotEmpty();
    assertThat(stream.handle((answer, failure) -> true).get(30, TimeUnit.SECONDS)).isTrue();

    // When
    dashboard.close();
    start(access);

    // Then
    assertThat(csrf("Cookie", here)).isEmpty();
    assertThat(csrf("Cookie", elsewhere)).isNotEmpty();
  }

  @Test
  void withNowhereToKeepWhoHasSignedOutARestartSignsOutEverybody() throws Exception {
    // Given
    start(new Access.Token(TOKEN, Optional.empty()));
    var cookie = logIn();
    assertThat(csrf("Cookie", cookie)).isNotEmpty();

    // When
    dashboard.close();
    start(new Access.Token(TOKEN, Optional.empty()));

    // Then
    assertThat(csrf("Cookie", cookie)).isEmpty();
  }

  @Test
  void tokensCannotBeTriedAtWill() throws Exception {
    // Given
    var clock = new MovedClock();
    dashboard = Dashboard.start(settings(new Access.Token(TOKEN, Optional.empty())), clock);
    for (int n = 0; n < 10; n++) {
      assertThat(status("GET", "/api/session", "Authorization", "Bearer wrong-" + n))
          .isEqualTo(200);
    }

    // Then
    var json = "application/json";
    var body = "{\"token\":\"%s\"}".formatted(TOKEN);
    var answer = send("POST", "/api/login", body, "Content-Type", json);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(answer.body()).contains("wait some seconds").doesNotContain(TOKEN);
    assertThat(status("GET", "/api/board", "Authorization", "Bearer " + TOKEN)).isEqualTo(429);

    // When
    clock.move(Duration.ofSeconds(2));

    // Then
    assertThat(send("POST", "/api/login", body, "Content-Type", json).statusCode()).isEqualTo(200);
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
    assertThatThrownBy(() -> new Access.Token("short", Optional.empty()))
        .hasMessageContaining("at least 16");
    assertThat(new Access.Token(TOKEN, Optional.empty()).toString()).doesNotContain(TOKEN);
  }

  @Test
  void halfSentLogInsStopNobody() throws Exception {
    // Given
    start(new Access.Token(TOKEN, Optional.empty()));
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
            settings(new Access.Token(TOKEN, Optional.empty())),
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
    start(new Access.Token(TOKEN, Optional.empty()));

    // When
    var answer =
        send("POST", "/api/login", " ".repeat(5_000) + "{}", "Content-Type", "application/json");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("more than 4096 bytes");
  }
}
