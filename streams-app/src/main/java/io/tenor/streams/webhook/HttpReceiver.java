package io.tenor.streams.webhook;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends alerts with POST, signed. It follows no redirects. A connection is kept for the alerts that
 * follow at once, and closed when it was idle for two seconds: a firewall or a load balancer on the
 * way may forget an idle one and tell nobody, and an alert that is sent on it is late by the whole
 * timeout.
 */
final class HttpReceiver implements Receiver {

  /** For what the client does when something comes; none of it waits. */
  private static final int THREADS = 4;

  /** How long an idle connection is kept, s; the client reads it once, when it is loaded. */
  private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

  private static final String KEEP_ALIVE_SECONDS = "2";

  /** A connection that does not come about is tried anew rather than waited for. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  static {
    // The client's own pool knows no other way to be told, and keeps them for 20 minutes in Java
    // 17.
    if (System.getProperty(KEEP_ALIVE) == null) {
      System.setProperty(KEEP_ALIVE, KEEP_ALIVE_SECONDS);
    }
  }

  private final WebhookSettings settings;
  private final Clock clock;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            var thread = new Thread(task, "tenor-webhook");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient client;

  /**
   * Opens nothing yet.
   *
   * @param clock of the timestamps that are signed
   */
  HttpReceiver(WebhookSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    // A lane has one request at a time, which gains nothing from HTTP/2, and plain HTTP is spared
    // the offer to change to it.
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(shorter(CONNECT, settings.timeout()))
            .executor(executor)
            .build();
  }

  @Override
  public void post(WebhookMessage message, Consumer<Answer> answered) {
    var unused =
        client
            .sendAsync(request(message), head -> new DiscardedBody())
            .handle(
                (response, failure) ->
                    failure == null ? answer(response) : Answer.ofFailure(failure))
            .thenAccept(answered);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private HttpRequest request(WebhookMessage message) {
    long timestamp = clock.instant().getEpochSecond();
    var request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.timeout())
            .header("user-agent", settings.userAgent())
            .header("webhook-id", message.id())
            .header("webhook-timestamp", Long.toString(timestamp))
            .POST(BodyPublishers.ofByteArray(message.body()));
    message.headers().forEach(request::header);
    if (!settings.secrets().isEmpty()) {
      request.header(
          "webhook-signature",
          settings.secrets().stream()
              .map(secret -> secret.sign(message.id(), timestamp, message.body()))
              .collect(Collectors.joining(" ")));
    }
    return request.build();
  }

  private Answer answer(HttpResponse<?> response) {
    var retryAfter =
        response
            .headers()
            .firstValue("retry-after")
            .flatMap(value -> RetryAfter.parse(value, clock.instant()));
    return Answer.ofStatus(response.statusCode(), retryAfter);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
