package io.tenor.streams.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks an address once whether what runs there is well. It is not {@code java.net.http}, which
 * starts threads and takes twice as long: a container asks every half minute.
 */
public final class HealthProbe {

  private static final int FIRST_GOOD = 200;
  private static final int FIRST_NOT_GOOD = 300;

  private final URI address;
  private final Duration patience;

  /**
   * Prepares to ask.
   *
   * @param address {@code http://HOST:PORT/PATH}
   * @param patience how long to wait for a connection, and for the answer
   * @throws IllegalArgumentException if the address is none of HTTP
   */
  public HealthProbe(URI address, Duration patience) {
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "A health address is like http://127.0.0.1:9464/health/ready, but this is " + address);
    }
    this.address = address;
    this.patience = patience;
  }

  /**
   * What came back.
   *
   * @param status of HTTP
   */
  public record Answer(int status) {

    /** Whether it is well: 200 to 299. A redirect is not followed and is no health. */
    public boolean isHealthy() {
      return status >= FIRST_GOOD && status < FIRST_NOT_GOOD;
    }
  }

  /**
   * Asks; the body is not read.
   *
   * @throws IOException if nobody answers in time
   */
  public Answer ask() throws IOException {
    var connection = (HttpURLConnection) address.toURL().openConnection();
    try {
      int millis = Math.toIntExact(patience.toMillis());
      connection.setConnectTimeout(millis);
      connection.setReadTimeout(millis);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      return new Answer(connection.getResponseCode());
    } finally {
      connection.disconnect();
    }
  }
}
