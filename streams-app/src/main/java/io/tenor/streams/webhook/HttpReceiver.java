package io.tenor.streams.webhook;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Sends alerts with POST, signed, over connections that are kept. It follows no redirects. */
final class HttpReceiver implements Receiver {

  /** For what the client does when something comes; none of it waits. */
  private static final int THREADS = 4;

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
            .connectTimeout(settings.timeout())
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
