package io.tenor.streams.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where alerts are sent, and as whom.
 *
 * @param url of the receiver, {@code http} or {@code https}, with a host and without credentials
 * @param secrets each signs every request; none for requests without signature
 * @param userAgent value of that header
 * @param timeout within which an answer counts, above 0
 * @param topic that the alerts are read from
 * @param group the consumer group, not blank
 * @param max ends after so many alerts were delivered, at least 1
 * @param patience ends when for so long no alert came and none was delivered
 */
public record WebhookSettings(
    URI url,
    List<WebhookSecret> secrets,
    String userAgent,
    Duration timeout,
    String topic,
    String group,
    Optional<Long> max,
    Optional<Duration> patience) {

  /** How long a receiver may take to answer. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private static final int MAX_PORT = 65_535;

  /** Checks the parts. */
  public WebhookSettings {
    requireReceiver(url);
    secrets = List.copyOf(secrets);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("The timeout must be above 0, but is " + timeout);
    }
    if (group.isBlank()) {
      throw new IllegalArgumentException("The group has no name");
    }
    if (max.filter(count -> count < 1).isPresent()) {
      throw new IllegalArgumentException("The max must be at least 1, but is " + max.get());
    }
  }

  /**
   * Checks the address of a receiver.
   *
   * @throws IllegalArgumentException saying what is wrong, without the address
   */
  public static void requireReceiver(URI url) {
    if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException("it does not begin with http:// or https://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("it names no host");
    }
    if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
      throw new IllegalArgumentException("its port is not 1 to " + MAX_PORT);
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException("it has credentials, which are not sent");
    }
  }

  /** The receiver for a person, such as {@code https://host:8443}: a path may be a secret. */
  public String receiver() {
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }
}
